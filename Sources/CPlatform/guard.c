#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { text_limit = 240, bytes_limit = 1024, stack_size = 65536 };

static int tty = -1;
static int real_stderr = -1;
static int armed;
static struct termios saved;
static char restore_bytes[bytes_limit];
static size_t restore_count;
static char hint[text_limit];
static char last_action[text_limit];
static char stack[stack_size];

// Writes without ever waiting for long: a terminal that is stopped must not keep a dying process.
static void write_all(int fd, const char *bytes, size_t count) {
  int flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EINTR) {
      continue;
    } else {
      struct pollfd room = {.fd = fd, .events = POLLOUT};
      if (errno != EAGAIN || poll(&room, 1, 500) <= 0 || !(room.revents & POLLOUT)) break;
    }
  }
  // The flag belongs to the open file, which the shell shares.
  fcntl(fd, F_SETFL, flags);
}

static void say(const char *text) {
  int fd = real_stderr >= 0 ? real_stderr : STDERR_FILENO;
  write_all(fd, text, strnlen(text, text_limit));
}

int sb_guard_save(int tty_fd) {
  tty = tty_fd;
  return tcgetattr(tty_fd, &saved) == 0 ? 0 : -errno;
}

void sb_guard_restore_settings(void) {
  if (tty < 0) return;
  // A job in the background may set the terminal only while SIGTTOU is blocked.
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  tcflow(tty, TCOON);
  tcsetattr(tty, TCSANOW, &saved);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

int sb_guard_restore(void) {
  if (__atomic_exchange_n(&armed, 0, __ATOMIC_SEQ_CST) == 0) return 0;
  sb_guard_restore_settings();
  write_all(tty, restore_bytes, restore_count);
  return 1;
}

static void on_fatal(int number) {
  if (sb_guard_restore()) {
    const char *name = sigabbrev_np(number);
    say("signalbox: stopped by SIG");
    say(name ? name : "NAL");
    if (last_action[0]) {
      say(" while: ");
      say(last_action);
    }
    say("\n");
    if (hint[0]) {
      say(hint);
      say("\n");
    }
  }
  sb_die_by_signal(number);
}

static void restore_at_exit(void) {
  sb_guard_restore();
  sb_guard_undo_redirect();
}

static void install_handlers(void) {
  static int installed;
  if (installed) return;
  installed = 1;
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_fatal;
  action.sa_flags = SA_ONSTACK;
  sigfillset(&action.sa_mask);
  const int numbers[] = {SIGQUIT, SIGSEGV, SIGABRT, SIGILL,  SIGTRAP,
                         SIGBUS,  SIGFPE,  SIGSYS,  SIGXCPU, SIGALRM};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    sigaction(numbers[i], &action, NULL);
  atexit(restore_at_exit);
}

int sb_guard_arm(const void *bytes, size_t count) {
  if (count > bytes_limit) return -E2BIG;
  sb_guard_disarm();
  memcpy(restore_bytes, bytes, count);
  restore_count = count;
  install_handlers();
  __atomic_store_n(&armed, 1, __ATOMIC_SEQ_CST);
  return 0;
}

void sb_guard_disarm(void) { __atomic_store_n(&armed, 0, __ATOMIC_SEQ_CST); }

static void keep(char *place, const char *text) {
  size_t length = strnlen(text, text_limit - 1);
  memcpy(place, text, length);
  place[length] = 0;
}

void sb_guard_set_hint(const char *text) { keep(hint, text); }

void sb_guard_set_last_action(const char *text) { keep(last_action, text); }

int sb_guard_redirect_stderr(int log_fd) {
  if (real_stderr < 0) real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (real_stderr < 0) return -errno;
  return dup2(log_fd, STDERR_FILENO) < 0 ? -errno : 0;
}

void sb_guard_undo_redirect(void) {
  if (real_stderr < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  close(real_stderr);
  real_stderr = -1;
}
