#pragma once

#include "base/result.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::gateway {

/// One number of another room, asked for at each scrape.
struct Sample {
    std::string name;  ///< "koebel_store_batches_total"; a name that ends in _total only grows
    std::string help;  ///< one sentence
    std::vector<std::pair<std::string, std::string>> labels = {};
    double value = 0;
};

/// What Prometheus reads. Counts calls itself; the rest is asked for when it is read. Thread-safe; the
/// sources are added before the first scrape.
class Metrics {
public:
    Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    ~Metrics();

    /// One call of the contract: koebel_calls_total{method,code}, koebel_call_seconds{method}.
    void called(std::string_view method, Code code, std::chrono::nanoseconds taken);

    /// One answer over HTTP: koebel_http_responses_total{status}.
    void answered(unsigned status);

    /// A connection that was turned away: koebel_connections_refused_total{why}.
    void refused(std::string_view why);

    /// Numbers of another room. `source` is called on an io thread at each scrape and must not wait.
    void add(std::function<std::vector<Sample>()> source);

    /// Everything in Prometheus' text format.
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace koebel::gateway
