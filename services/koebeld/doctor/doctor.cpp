#include "koebeld/doctor/doctor.hpp"

#include "koebeld/doctor/address.hpp"
#include "koebeld/doctor/clock.hpp"
#include "koebeld/doctor/codes.hpp"
#include "koebeld/doctor/database.hpp"
#include "koebeld/doctor/disk.hpp"
#include "koebeld/doctor/limits.hpp"
#include "koebeld/doctor/redis.hpp"
#include "store/examination.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace koebel::doctor {

Findings examine(const koebel::Settings& settings) {
    Findings findings;
    const auto add = [&findings](Findings more) { std::ranges::move(more, std::back_inserter(findings)); };

    const auto database = store::examine(settings.store, settings.doctor.file_check);
    findings.push_back(examine_clock(SystemClock{}.now(), database.clock));
    findings.push_back(examine_zone(database.time_zone));
    const auto disk = examine_disk(settings.data_directory, settings.doctor);
    std::error_code unreadable;
    const bool is_there = std::filesystem::is_directory(settings.data_directory, unreadable);
    add(disk);
    if (is_there) findings.push_back(examine_fsync(settings.data_directory, settings.doctor));
    add(judge_database(database));
    findings.push_back(examine_codes(database.code_keys, settings.data_directory, settings.access.code_key));
    findings.push_back(examine_redis(settings.redis));
    add(examine_address(settings.http.public_url, settings.doctor));
    findings.push_back(judge_limits(limit_of_files(settings.data_directory), settings.http.connections.node));
    return findings;
}

}  // namespace koebel::doctor
