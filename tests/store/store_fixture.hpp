#pragma once

#include "store/events.hpp"
#include "support/database.hpp"

#include <future>
#include <latch>
#include <optional>
#include <string>
#include <vector>

namespace koebel::store {

/// What test writes answer: a message of scalars. `seq` holds the position.
using Answer = v1::TopicHead;

/// How one write of a test ended: an answer or a refusal, or what was thrown.
struct Outcome {
    Result<Answer> answer;
    std::string thrown;
};

/// Appends one entry and answers its position.
inline auto append_job(std::string topic, std::string word) {
    return [topic = std::move(topic), word = std::move(word)](Transaction& tx) -> Result<Answer> {
        Answer answer;
        answer.set_topic(tx.new_id());
        answer.set_seq(tx.append(entry(topic, word)));
        return answer;
    };
}

/// Holds the writer in a job, so that what is written meanwhile queues up and makes one batch.
class HeldWriter {
public:
    explicit HeldWriter(Store& store) : store_(store) {
        holding_ = std::async(std::launch::async, [this] {
            // It runs on the writer's thread, once: nothing here can fail and make it run again.
            return store_.write_now("test.hold", [this](Transaction&) -> Result<int> {
                held_.count_down();
                released_.wait();
                return 0;
            });
        });
        held_.wait();
    }
    HeldWriter(const HeldWriter&) = delete;
    HeldWriter& operator=(const HeldWriter&) = delete;
    ~HeldWriter() {
        if (!released_.try_wait()) released_.count_down();
    }

    /// Queues a write; it is submitted when this returns.
    template <class Job>
    void write(RequestKey key, Job job) {
        outcomes_.emplace_back();
        submit(run(store_, std::move(key), std::move(job), outcomes_.back()));
    }

    /// Lets the writer go and returns how the writes ended, in the order they were queued.
    std::vector<Outcome> release() {
        released_.count_down();
        context_.run();
        static_cast<void>(holding_.get());
        return {std::make_move_iterator(outcomes_.begin()), std::make_move_iterator(outcomes_.end())};
    }

private:
    void submit(boost::asio::awaitable<void> writing);

    template <class Job>
    static boost::asio::awaitable<void> run(Store& store, RequestKey key, Job job, Outcome& outcome) {
        try {
            outcome.answer = co_await store.write(std::move(key), std::move(job));
        } catch (const std::exception& error) {
            outcome.thrown = error.what();
        }
    }

    Store& store_;
    boost::asio::io_context context_{1};
    std::latch held_{1};
    std::latch released_{1};
    std::deque<Outcome> outcomes_;
    std::future<Result<int>> holding_;
};

/// A store test on every database.
class StoreTest : public testing::TestWithParam<test::Backend> {
protected:
    /// The words in the log, in order; empty where redacted.
    std::vector<std::string> words() {
        std::vector<std::string> all;
        for (const auto& one : database_.log()) all.push_back(word_of(one));
        return all;
    }
    /// The seqs of a topic in the log, in order.
    std::vector<std::uint64_t> seqs(std::string_view topic) {
        std::vector<std::uint64_t> all;
        for (const auto& one : database_.log()) {
            if (one.topic == topic) all.push_back(one.seq);
        }
        return all;
    }
    /// The newest seq, as a snapshot tells it.
    std::uint64_t head_of(const std::string& topic) {
        return database_.store().read_now([&](Reader& reader) {
            return snapshot(reader, std::vector{topic}).heads(0).seq();
        });
    }

    test::Database database_{GetParam()};
};

}  // namespace koebel::store
