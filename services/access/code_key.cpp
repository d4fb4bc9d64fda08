#include "access/code_key.hpp"

#include "access/secret.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace koebel::access {

namespace {

constexpr std::size_t kCodeKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kMarkDigits = 16;

const unsigned char* code_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* code_bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string to_hex(std::string_view bytes) {
    std::string hex((bytes.size() * 2) + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), code_bytes(bytes), bytes.size());
    hex.pop_back();
    return hex;
}

/// Empty: it is no hex.
std::string from_hex(std::string_view hex) {
    std::string bytes(hex.size() / 2, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_hex2bin(code_bytes(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &size, &end);
    if (failed != 0 || end != hex.data() + hex.size()) return {};
    return bytes;
}

/// What keeps the file of the key from being read or made.
std::runtime_error key_fault(const std::string& path, const std::string& what) {
    return std::runtime_error(
        path + " (the key of time-based codes): " + what + "; give it to the user koebeld runs as, or restore it"
    );
}

/// A descriptor that is closed.
class KeyFile {
public:
    KeyFile(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    KeyFile(const KeyFile&) = delete;
    KeyFile& operator=(const KeyFile&) = delete;
    ~KeyFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] std::string text() const {
        std::array<char, 256> bytes{};
        const auto size = ::read(descriptor_, bytes.data(), bytes.size());
        return {bytes.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
    }
    [[nodiscard]] bool is_durable() const { return ::fsync(descriptor_) == 0; }
    [[nodiscard]] bool keep(std::string_view text) const {
        return ::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && is_durable();
    }

private:
    int descriptor_;
};

/// Under another name first, so that a crash leaves no half of one; durable before it seals anything.
void make_key(const std::string& directory) {
    const auto path = code_key_path(directory);
    const auto beginning = path + ".new";
    ::unlink(beginning.c_str());
    {
        const KeyFile file{beginning, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW};
        if (!file.is_open() || !file.keep(random_hex(kCodeKeyBytes) + "\n")) {
            throw key_fault(path, std::strerror(errno));
        }
    }
    if (::rename(beginning.c_str(), path.c_str()) != 0) throw key_fault(path, std::strerror(errno));
    const KeyFile folder{directory, O_RDONLY | O_DIRECTORY};
    if (!folder.is_durable()) throw key_fault(path, std::strerror(errno));
}

}  // namespace

bool is_code_key(std::string_view text) {
    return is_secret(text);
}

std::string code_key_path(const std::string& directory) {
    return directory + "/code.key";
}

std::optional<std::string> kept_code_key(const std::string& directory) {
    const auto path = code_key_path(directory);
    const KeyFile file{path, O_RDONLY};
    if (!file.is_open()) {
        if (errno == ENOENT) return std::nullopt;
        throw key_fault(path, std::strerror(errno));
    }
    std::string key{trimmed(file.text())};
    if (!is_code_key(key)) throw key_fault(path, "it does not hold 64 hexadecimal digits");
    return key;
}

std::string code_key_in(const std::string& directory) {
    if (auto key = kept_code_key(directory)) return *std::move(key);
    make_key(directory);
    return kept_code_key(directory).value();
}

std::string mark_of_code_key(std::string_view key) {
    return hash_of("code key " + std::string{key}).substr(0, kMarkDigits);
}

std::string seal_code(std::string_view key, const PersonId& person, std::string_view secret) {
    const auto key_bytes = from_hex(key);
    if (key_bytes.size() != kCodeKeyBytes) throw std::logic_error("no key of time-based codes");
    std::string sealed(kNonceBytes + secret.size() + kTagBytes, '\0');
    randombytes_buf(sealed.data(), kNonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        code_bytes(sealed) + kNonceBytes,
        nullptr,
        code_bytes(secret),
        secret.size(),
        code_bytes(person.text()),
        person.text().size(),
        nullptr,
        code_bytes(sealed),
        code_bytes(key_bytes)
    );
    return to_hex(sealed);
}

std::optional<std::string> open_code(std::string_view key, const PersonId& person, std::string_view sealed) {
    const auto key_bytes = from_hex(key);
    const auto bytes = from_hex(sealed);
    if (key_bytes.size() != kCodeKeyBytes || bytes.size() < kNonceBytes + kTagBytes) return std::nullopt;
    std::string secret(bytes.size() - kNonceBytes - kTagBytes, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        code_bytes(secret),
        nullptr,
        nullptr,
        code_bytes(bytes) + kNonceBytes,
        bytes.size() - kNonceBytes,
        code_bytes(person.text()),
        person.text().size(),
        code_bytes(bytes),
        code_bytes(key_bytes)
    );
    if (failed != 0) return std::nullopt;
    return secret;
}

}  // namespace koebel::access
