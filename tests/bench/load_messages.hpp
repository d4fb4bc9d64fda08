#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace koebel::bench {

/// A text in a message between the bench and its load, cut to what fits.
template <std::size_t Size>
class FixedText {
public:
    FixedText() = default;
    template <std::convertible_to<std::string_view> Text>
    FixedText(const Text& text) {  // NOLINT(google-explicit-constructor)
        const std::string_view bytes = text;
        size_ = static_cast<std::uint16_t>(bytes.copy(bytes_.data(), bytes_.size()));
    }
    [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

private:
    std::array<char, Size> bytes_{};
    std::uint16_t size_ = 0;
};

/// What the bench tells the process with the readers. Readers belong to a group.
struct Command {
    enum class Kind : std::uint8_t {
        kConnect,    ///< `count` more, to `port`, and those that were cut; answered when all are open
        kSubscribe,  ///< the first `count` (0: all) to `topic` from `from`; answered when `total` are live
        kAwait,      ///< answered when the group has received `total` events
        kStall,      ///< the first `count` stop reading (0: they go on)
        kClose,      ///< the first `count` are cut
        kReturn,     ///< whoever the server leaves comes back by itself from now on, and resumes
        kAwaitLive,  ///< answered when the server has closed `total` and all are live again
        kReport,     ///< answered at once
    };
    Kind kind = Kind::kReport;
    std::uint8_t group = 0;
    bool websocket = false;
    bool heeds_retry_after = false;  ///< a refused upgrade's; browsers do not show it to pages
    std::uint16_t port = 0;
    std::uint32_t count = 0;
    std::int32_t receive_buffer = 0;  ///< 0: the kernel's choice
    std::uint64_t total = 0;
    std::uint64_t from = 0;
    std::uint32_t patience_ms = 60'000;  ///< then the answer is `done` = false
    FixedText<64> topic;
    FixedText<64> epoch;
    FixedText<64> host;
    FixedText<128> cookie;  ///< a `#` in it becomes the connection's number
};
static_assert(std::is_trivially_copyable_v<Command>);

/// How a group stands.
struct Report {
    bool done = false;
    std::int64_t at_ns = 0;  ///< when what was waited for happened; now_ns()'s clock
    std::uint32_t open = 0;
    std::uint32_t live = 0;        ///< subscriptions that are LIVE
    std::uint64_t events = 0;      ///< received, each the next of its topic
    std::uint64_t violations = 0;  ///< an event that is not the next one, a RESET, bytes that are no frame
    std::uint64_t pings = 0;
    std::uint64_t closed = 0;   ///< by the server
    std::uint64_t refused = 0;  ///< upgrades that were told to come again
};
static_assert(std::is_trivially_copyable_v<Report>);

}  // namespace koebel::bench
