#pragma once

#include "koebeld/doctor/finding.hpp"
#include "store/examination.hpp"

namespace koebel::doctor {

/// What an examination of the database means.
[[nodiscard]] Findings judge_database(const store::Examination& found);

}  // namespace koebel::doctor
