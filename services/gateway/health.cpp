#include "gateway/health.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace koebel::gateway {
namespace {

HttpResponse as_json(unsigned status, const boost::json::object& body) {
    HttpResponse response{.status = status, .body = boost::json::serialize(body)};
    response.headers.push_back({"Content-Type", "application/json"});
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

}  // namespace

Health::Health(std::vector<HealthCheck> checks) : checks_(std::move(checks)) {}

HttpResponse Health::alive() {
    return as_json(200, {{"alive", true}});
}

HttpResponse Health::ready() const {
    bool ready = !draining_;
    bool degraded = false;
    boost::json::object checks{{"draining", draining_ ? "the node goes away" : "ok"}};
    for (const auto& [name, fault, is_required] : checks_) {
        const auto why = fault();
        if (why && is_required) ready = false;
        if (why && !is_required) degraded = true;
        checks.emplace(name, why.value_or("ok"));
    }
    return as_json(ready ? 200 : 503, {{"ready", ready}, {"degraded", degraded}, {"checks", std::move(checks)}});
}

}  // namespace koebel::gateway
