#include "gateway/metrics.hpp"

#include "gateway/refusal.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>

namespace koebel::gateway {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{
    0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
};

prometheus::ClientMetric to_metric(const Sample& sample) {
    prometheus::ClientMetric metric;
    for (const auto& [name, value] : sample.labels) metric.label.push_back({name, value});
    metric.counter.value = sample.value;
    metric.gauge.value = sample.value;
    return metric;
}

/// Samples of one name as one family.
void append(std::vector<prometheus::MetricFamily>& families, const Sample& sample) {
    auto family = std::ranges::find(families, sample.name, &prometheus::MetricFamily::name);
    if (family == families.end()) {
        const bool counts = sample.name.ends_with("_total");
        families.push_back(
            {sample.name, sample.help, counts ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge, {}}
        );
        family = std::prev(families.end());
    }
    family->metric.push_back(to_metric(sample));
}

}  // namespace

/// The registry and its families. A family's Add is thread-safe and gives back what it made before.
struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& calls =
        prometheus::BuildCounter().Name("koebel_calls_total").Help("Calls of the contract").Register(registry);
    prometheus::Family<prometheus::Histogram>& call_seconds =
        prometheus::BuildHistogram().Name("koebel_call_seconds").Help("Time a call took").Register(registry);
    prometheus::Family<prometheus::Counter>& responses =
        prometheus::BuildCounter().Name("koebel_http_responses_total").Help("Answers over HTTP").Register(registry);
    prometheus::Family<prometheus::Counter>& refused = prometheus::BuildCounter()
                                                           .Name("koebel_connections_refused_total")
                                                           .Help("Connections turned away")
                                                           .Register(registry);
    std::vector<std::function<std::vector<Sample>()>> sources;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}

Metrics::~Metrics() = default;

void Metrics::called(std::string_view method, Code code, std::chrono::nanoseconds taken) {
    const std::string name{method};
    state_->calls.Add({{"method", name}, {"code", std::string{connect_code(code)}}}).Increment();
    state_->call_seconds.Add({{"method", name}}, kSeconds).Observe(std::chrono::duration<double>(taken).count());
}

void Metrics::answered(unsigned status) {
    state_->responses.Add({{"status", std::to_string(status)}}).Increment();
}

void Metrics::refused(std::string_view why) {
    state_->refused.Add({{"why", std::string{why}}}).Increment();
}

void Metrics::add(std::function<std::vector<Sample>()> source) {
    state_->sources.push_back(std::move(source));
}

std::string Metrics::text() const {
    auto families = state_->registry.Collect();
    for (const auto& source : state_->sources) {
        for (const auto& sample : source()) append(families, sample);
    }
    return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace koebel::gateway
