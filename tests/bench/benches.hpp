#pragma once

#include "bench/measure.hpp"

namespace koebel::bench {

// Each prints its figures. They throw when something that is no number went wrong: an event that was not the next
// one, a reader that was lost. Call each in a process of its own, before any thread was started.

void fan_out(Length length);
void latency(Length length);
void idle(Length length);
void stalled(Length length);
void restart(Length length);

}  // namespace koebel::bench
