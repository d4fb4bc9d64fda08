#include "access/kiosk_sign_in.hpp"

#include "access/audit.hpp"
#include "access/kiosk_throttle.hpp"
#include "access/password.hpp"
#include "access/pins.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/person.hpp"
#include "people/team.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace koebel::access {

namespace {

constexpr std::size_t kFewestLetters = 3;
constexpr std::size_t kMostNames = 8;

constexpr store::Sql kIsHere{"access.is_here", "SELECT id FROM person WHERE id = $1 AND active = 1"};
constexpr store::Sql kThere{"access.people_at_kiosk", "SELECT id FROM session WHERE kiosk_id = $1 AND kind = 4"};
constexpr store::Sql kSessionAtItsKiosk{
    "access.session_at_its_kiosk", "SELECT created_at FROM session WHERE id = $1 AND kind = 4 AND ends_at > $2"
};
constexpr store::Sql kExtend{"access.extend_at_kiosk", "UPDATE session SET ends_at = $2 WHERE id = $1"};

std::chrono::milliseconds milliseconds(Instant::duration time) {
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

/// The person an attempt is about, with their PIN.
void find_by_name(store::Transaction& tx, const PersonId& id, KioskClaim& claim) {
    claim.counts_as = attempts_as(id);
    const auto [people, pins] = tx.read(store::query<PersonId>(kIsHere, id), pin_of(id));
    if (people.empty()) return;
    claim.person = people.front();
    if (!pins.empty()) claim.pin_hash = pins.front();
}

void find_by_card(store::Transaction& tx, std::string_view read, bool chooses_pin, KioskClaim& claim) {
    const auto bits = card_bits_in(read);
    if (bits.empty()) {
        claim.refusal = refusal(Code::kNotFound, "CARD_UNKNOWN");
        return;
    }
    const auto card = find_card(tx, bits);
    claim.by_card = true;
    claim.counts_as = card ? attempts_as(card->person) : attempts_as_card(bits);
    if (!card) return;
    claim.person = card->person;
    claim.pin_hash = card->pin_hash;
    if (!chooses_pin) return;
    if (card->may_choose_pin()) {
        claim.chooses_pin = true;
    } else {
        claim.refusal =
            refusal(Code::kFailedPrecondition, card->pin_hash.empty() ? "CARD_WITHOUT_PIN" : "PIN_ALREADY_SET");
    }
}

/// Whether what was looked at is still so: nobody left, chose another PIN or got another card meanwhile.
bool is_still_so(store::Transaction& tx, const KioskClaim& claim) {
    const auto [people, pins] = tx.read(store::query<PersonId>(kIsHere, claim.person), pin_of(claim.person));
    return !people.empty() && (pins.empty() ? claim.pin_hash.empty() : pins.front() == claim.pin_hash);
}

}  // namespace

Result<Kiosk> working_kiosk(store::Reader& reader, const rpc::Caller& caller) {
    const auto [kiosks] = reader.read(kiosk_by_id(kiosk_of(caller)));
    if (kiosks.empty()) return refuse(Code::kFailedPrecondition, "NOT_A_KIOSK");
    if (kiosks.front().paused) return refuse(Code::kFailedPrecondition, "KIOSK_PAUSED");
    return kiosks.front();
}

Result<v1::FindAtKioskResponse> find_at_kiosk(
    store::Reader& reader, const rpc::Caller& caller, std::string_view prefix
) {
    auto letters = people::name_form(prefix);
    std::erase(letters, ' ');
    if (code_points(letters) < kFewestLetters) return refuse(Code::kInvalidArgument, "TOO_FEW_LETTERS");
    if (auto kiosk = working_kiosk(reader, caller); !kiosk) return std::unexpected(std::move(kiosk.error()));
    const auto people = people::find_people(reader, prefix, kMostNames);
    auto teams = people::main_team_names(reader, people);
    v1::FindAtKioskResponse response;
    for (const auto& person : people) {
        auto& name = *response.add_names();
        *name.mutable_person() = people::card_in_full(person);
        name.set_team_name(teams[person.id]);
    }
    return response;
}

CardReading read_card(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view read, const Settings& settings
) {
    auto kiosk = working_kiosk(tx, caller);
    if (!kiosk) return {.refusal = std::move(kiosk.error())};
    const auto bits = card_bits_in(read);
    // What is no card at all is no guess: some other code was held before the camera.
    if (bits.empty()) return {.refusal = refusal(Code::kNotFound, "CARD_UNKNOWN")};
    const auto card = find_card(tx, bits);
    if (!card) {
        auto unknown = refusal(Code::kNotFound, "CARD_UNKNOWN");
        return {
            .refusal = record_failure_at_kiosk(
                tx, kiosk->id, caller.address, attempts_as_card(bits), {}, std::move(unknown), settings.kiosk
            )
        };
    }
    if (card->pin_hash.empty() && card->was_used) {
        return {.refusal = refusal(Code::kFailedPrecondition, "CARD_WITHOUT_PIN")};
    }
    const auto [people] = tx.read(people::people_by_id({card->person}));
    CardReading reading;
    *reading.response.mutable_person() = people::card_in_full(people.front());
    reading.response.set_choose_pin(card->may_choose_pin());
    return reading;
}

KioskClaim claim_at_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, const v1::SignInAtKioskRequest& request, const Settings& settings
) {
    KioskClaim claim;
    if (auto kiosk = working_kiosk(tx, caller); !kiosk) {
        claim.refusal = std::move(kiosk.error());
        return claim;
    }
    if (request.has_card()) {
        find_by_card(tx, request.card(), request.choose_pin(), claim);
    } else {
        find_by_name(tx, PersonId{request.person_id()}, claim);
    }
    if (claim.chooses_pin) {
        const auto [accounts] = tx.read(account_of_person(claim.person));
        if (auto may = check_pin_of(request.pin(), accounts.front()); !may) claim.refusal = std::move(may.error());
    }
    if (claim.refusal) return claim;
    if (auto may = claim_attempt_at_kiosk(tx, claim.counts_as, settings.kiosk); !may) {
        claim.refusal = std::move(may.error());
    }
    return claim;
}

PinLook look_at_pin(const KioskClaim& claim, std::string_view pin, const Settings& settings) {
    if (claim.chooses_pin) return {.is_right = true, .new_hash = hash_password(pin, settings)};
    if (!claim.pin_hash.empty()) return {.is_right = is_password(pin, claim.pin_hash)};
    std::ignore = hash_password(pin, settings);
    return {};
}

AtKiosk enter_at_kiosk(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const KioskClaim& claim,
    const PinLook& looked,
    const Settings& settings
) {
    // Those that were looked at while the kiosk used up its attempts learn nothing.
    auto kiosk = working_kiosk(tx, caller);
    if (!kiosk) return {.refusal = std::move(kiosk.error())};
    if (!looked.is_right || !is_still_so(tx, claim)) {
        auto wrong = refusal(Code::kUnauthenticated, "PIN_WRONG");
        return {
            .refusal = record_failure_at_kiosk(
                tx, kiosk->id, caller.address, claim.counts_as, claim.person, std::move(wrong), settings.kiosk
            )
        };
    }
    forget_attempts_at_kiosks(tx, claim.counts_as);
    if (claim.chooses_pin) {
        set_pin_hash(tx, claim.person, looked.new_hash);
        record(
            tx,
            {.what = "pin_set_by_card", .person = claim.person, .kiosk = kiosk->id.text(), .address = caller.address}
        );
    }
    if (claim.by_card) card_was_used(tx, claim.person);

    for (const auto& session : tx.rows<SessionId>(kThere, kiosk->id)) end_session(tx, session);
    record(tx, {.what = "sign_in", .person = claim.person, .kiosk = kiosk->id.text(), .address = caller.address});
    const auto left = std::min<std::chrono::seconds>(settings.kiosk.idle, settings.kiosk.longest);
    const NewSession session{
        .person = claim.person,
        .screen = {},
        .kiosk = kiosk->id,
        .device = kiosk->name,
        .lifetime = left,
    };
    std::ignore = open_session(tx, session);
    return {.person = claim.person, .left = left};
}

Result<std::chrono::milliseconds> keep_going(
    store::Transaction& tx, const rpc::Caller& caller, const KioskSettings& settings
) {
    const auto began = tx.row<Instant>(kSessionAtItsKiosk, caller.session, tx.now());
    if (!began) return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    const auto end = std::min<Instant>(tx.now() + settings.idle, *began + settings.longest);
    tx.run(kExtend, caller.session, end);
    return milliseconds(end - tx.now());
}

void leave_kiosk(store::Transaction& tx, const rpc::Caller& caller) {
    if (!end_session(tx, caller.session)) return;
    record(tx, {.what = "sign_out", .person = caller.person, .kiosk = caller.device, .address = caller.address});
}

}  // namespace koebel::access
