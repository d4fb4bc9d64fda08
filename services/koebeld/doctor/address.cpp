#include "koebeld/doctor/address.hpp"

#include "gateway/public_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <stdexcept>
#include <string_view>

namespace koebel::doctor {
namespace {

constexpr std::uint16_t kHttp = 80;
constexpr std::uint16_t kHttps = 443;

bool is_this_machine(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "::1" || host.ends_with(".localhost");
}

Finding judge_scheme(const std::string& public_url, const Destination& there) {
    if (there.is_secure || is_this_machine(there.host)) return {"public_url", Verdict::kOk, public_url};
    return {
        "public_url",
        Verdict::kWarning,
        public_url + " is not encrypted: whoever is on the way reads what is said, and can sign in as others",
        "put a proxy with TLS in front and let http.public_url begin with https:// (deploy/proxy)"
    };
}

Finding judge_certificate(const Visit& visit, const Settings& settings) {
    const std::string remedy = "renew it, and look at what should have done so (certbot, Caddy, the proxy)";
    const auto left = visit.certificate_left.value_or(std::chrono::days{0});
    const auto words = "the certificate holds for " + std::to_string(left.count()) + " more days";
    if (visit.certificate_left && left.count() < 0) {
        return {
            "certificate",
            Verdict::kProblem,
            "the certificate is over since " + std::to_string(-left.count()) + " days",
            remedy
        };
    }
    if (!visit.mistrust.empty()) {
        return {
            "certificate",
            Verdict::kProblem,
            "browsers do not trust the certificate: " + visit.mistrust,
            "use one of an authority browsers know, for this very name, with the certificates between"
        };
    }
    if (left < settings.certificate / 3) return {"certificate", Verdict::kProblem, words, remedy};
    if (left < settings.certificate) return {"certificate", Verdict::kWarning, words, remedy};
    return {"certificate", Verdict::kOk, words};
}

Finding judge_answer(const Destination& there, const Visit& visit) {
    if (!visit.unresolved.empty()) {
        return {
            "public_url",
            Verdict::kProblem,
            there.host + " has no address: " + visit.unresolved,
            "enter it in the name servers, or write http.public_url as people type it"
        };
    }
    if (!visit.unreachable.empty()) {
        return {
            "public_url",
            Verdict::kWarning,
            there.host + ":" + std::to_string(there.port) + " does not answer: " + visit.unreachable,
            "start koebeld and the proxy; a firewall may also keep this machine from its own public address"
        };
    }
    if (!visit.answer.contains("\"alive\":true")) {
        return {
            "public_url",
            Verdict::kProblem,
            "something else answers there: " + visit.answer.substr(0, visit.answer.find_first_of("\r\n")),
            "let http.public_url or the proxy lead to koebeld, with its Host as it came"
        };
    }
    return {"public_url", Verdict::kOk, "a Koebel answers there"};
}

}  // namespace

Destination destination_of(const std::string& public_url) {
    const auto url = boost::urls::parse_uri(public_url).value();
    const bool is_secure = url.scheme() == "https";
    const std::uint16_t usual = is_secure ? kHttps : kHttp;
    const auto authority = url.encoded_host_and_port();
    return {
        .host = std::string{url.host_address()},
        .port = url.has_port() ? url.port_number() : usual,
        .is_secure = is_secure,
        .host_header = std::string{authority.data(), authority.size()},
    };
}

Findings judge_address(const std::string& public_url, const Visit& visit, const Settings& settings) {
    const auto there = destination_of(public_url);
    Findings findings{judge_scheme(public_url, there), judge_answer(there, visit)};
    if (there.is_secure && (visit.certificate_left || !visit.mistrust.empty())) {
        findings.push_back(judge_certificate(visit, settings));
    }
    return findings;
}

Findings examine_address(const std::string& public_url, const Settings& settings) {
    try {
        const gateway::PublicUrl readable{public_url};
    } catch (const std::invalid_argument& wrong) {
        return {{"public_url", Verdict::kProblem, wrong.what(), "write http.public_url as https://koebel.example"}};
    }
    return judge_address(public_url, visit(destination_of(public_url), "/healthz", settings.connection), settings);
}

}  // namespace koebel::doctor
