#include "mail/smtp.hpp"

#include <curl/curl.h>
#include <sodium.h>

#include <array>
#include <ctime>
#include <memory>
#include <stdexcept>

namespace koebel::mail {

namespace {

constexpr long kConnectSeconds = 10;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMime {
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void append(List& list, const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
}

/// The date of a letter, RFC 5322 §3.3.
std::string date_line() {
    const auto now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 64> text{};
    std::strftime(text.data(), text.size(), "Date: %a, %d %b %Y %H:%M:%S +0000", &utc);  // C locale: English names
    return text.data();
}

std::string random_id() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, (2 * bytes.size()) + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

Result<void> outcome(CURLcode code, long answer) {
    if (code == CURLE_OK) return {};
    // 5yz to RCPT or to the letter itself is for good; 530 and 535 are about signing in.
    const bool is_refusal = answer >= 550 && answer < 560;
    if (is_refusal && (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY)) {
        return refuse(Code::kNotFound, "MAIL_REFUSED", "the server answered " + std::to_string(answer));
    }
    return refuse(
        Code::kUnavailable,
        "MAIL_UNREACHABLE",
        std::string{curl_easy_strerror(code)} + (answer == 0 ? "" : ", " + std::to_string(answer))
    );
}

}  // namespace

Result<void> hand_over(const Letter& letter, const Settings& settings) {
    if (!is_address(letter.to)) return refuse(Code::kInvalidArgument, "MAIL_ADDRESS_INVALID");
    const std::unique_ptr<CURL, FreeEasy> easy{curl_easy_init()};
    if (!easy) throw std::bad_alloc();
    auto* const handle = easy.get();

    List recipients;
    append(recipients, "<" + letter.to + ">");
    List header;
    append(header, date_line());
    for (const auto& line : header_of(letter, settings.from, random_id())) append(header, line);
    const std::unique_ptr<curl_mime, FreeMime> mime{curl_mime_init(handle)};
    auto* const part = curl_mime_addpart(mime.get());
    curl_mime_data(part, letter.text.data(), letter.text.size());
    curl_mime_type(part, "text/plain; charset=utf-8");
    curl_mime_encoder(part, "base64");

    curl_easy_setopt(handle, CURLOPT_URL, settings.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(
        handle, CURLOPT_USE_SSL, static_cast<long>(settings.without_tls ? CURLUSESSL_TRY : CURLUSESSL_ALL)
    );
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(settings.patience.count()));
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + settings.from + ">").c_str());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, header.get());
    curl_easy_setopt(handle, CURLOPT_MIMEPOST, mime.get());
    if (!settings.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.c_str());
    }
    const auto code = curl_easy_perform(handle);
    long answer = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
    return outcome(code, answer);
}

}  // namespace koebel::mail
