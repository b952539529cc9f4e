#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

int sb_eventfd(void) {
  int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int sb_event_signal(int fd) {
  uint64_t one = 1;
  if (write(fd, &one, sizeof one) == sizeof one || errno == EAGAIN) return 0;
  return -errno;
}

int sb_event_drain(int fd) {
  uint64_t count;
  if (read(fd, &count, sizeof count) == sizeof count) return 1;
  return errno == EAGAIN ? 0 : -errno;
}

int sb_poll(struct pollfd *fds, unsigned long count, int64_t timeout_ns) {
  struct timespec limit = {timeout_ns / 1000000000, timeout_ns % 1000000000};
  int ready = ppoll(fds, count, timeout_ns < 0 ? NULL : &limit, NULL);
  return ready < 0 ? -errno : ready;
}

int sb_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }

static int64_t clock_ns(clockid_t clock) {
  struct timespec now = {0, 0};
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t sb_boottime_ns(void) { return clock_ns(CLOCK_BOOTTIME); }

int64_t sb_wallclock_ns(void) { return clock_ns(CLOCK_REALTIME); }
