// Waiting: event counters, poll, clocks.

#ifndef SB_EVENTS_H
#define SB_EVENTS_H

#include <poll.h>
#include <stdint.h>

/// A new event counter (eventfd), non-blocking and close-on-exec. Returns the descriptor.
int sb_eventfd(void);

/// Makes an event counter readable. Safe from any thread and from signal handlers.
int sb_event_signal(int fd);

/// Empties an event counter. Returns 1 if it had been signalled, 0 if not.
int sb_event_drain(int fd);

/// poll(2) with a timeout in nanoseconds; a negative timeout waits without limit.
/// Returns the number of ready descriptors, 0 at the end of the time, -EINTR when a signal
/// arrived: the caller decides what that means (a terminal was resized), it is not retried here.
int sb_poll(struct pollfd *fds, unsigned long count, int64_t timeout_ns);

/// A pipe, both ends close-on-exec: ends[0] reads, ends[1] writes.
int sb_pipe(int ends[2]);

/// Nanoseconds since the machine started, counting suspended time (CLOCK_BOOTTIME).
int64_t sb_boottime_ns(void);

/// Nanoseconds since 1970-01-01T00:00:00Z by the system's clock, which may jump.
int64_t sb_wallclock_ns(void);

#endif
