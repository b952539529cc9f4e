#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int event = -1;
static unsigned pending;
static int stops;
static int interrupt_muted;

void sb_ignore_write_signals(void) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

void sb_ignore_children(void) { signal(SIGCHLD, SIG_IGN); }

void sb_signals_block(sigset_t *before) {
  const int numbers[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&set, numbers[i]);
  pthread_sigmask(SIG_BLOCK, &set, before);
}

void sb_signals_unblock(const sigset_t *before) { pthread_sigmask(SIG_SETMASK, before, NULL); }

static void note(int number) {
  int kept = errno;
  __atomic_fetch_or(&pending, 1u << number, __ATOMIC_SEQ_CST);
  int fd = __atomic_load_n(&event, __ATOMIC_SEQ_CST);
  if (fd >= 0) sb_event_signal(fd);
  errno = kept;
}

static void on_stop(int number) {
  if (number == SIGINT && __atomic_load_n(&interrupt_muted, __ATOMIC_SEQ_CST)) return;
  if (__atomic_fetch_add(&stops, 1, __ATOMIC_SEQ_CST) > 0) sb_die_by_signal(number);
  note(number);
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void sb_signals_watch(int event_fd) {
  __atomic_store_n(&event, event_fd, __ATOMIC_SEQ_CST);
  handle(SIGINT, on_stop, SA_ONSTACK);
  handle(SIGTERM, on_stop, SA_ONSTACK);
  struct sigaction hangup;
  sigaction(SIGHUP, NULL, &hangup);
  if (hangup.sa_handler != SIG_IGN) handle(SIGHUP, on_stop, SA_ONSTACK);
}

void sb_signals_watch_reload(void) { handle(SIGHUP, note, SA_ONSTACK); }

void sb_signals_watch_job_control(void) {
  handle(SIGTSTP, note, SA_ONSTACK);
  handle(SIGCONT, note, SA_ONSTACK);
}

void sb_stop_job(void) {
  struct sigaction before;
  sigaction(SIGTSTP, NULL, &before);
  handle(SIGTSTP, SIG_DFL, 0);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}

unsigned sb_signals_take(void) { return __atomic_exchange_n(&pending, 0, __ATOMIC_SEQ_CST); }

void sb_signals_forget(int number) {
  __atomic_fetch_and(&pending, ~(1u << number), __ATOMIC_SEQ_CST);
}

void sb_signals_mute_interrupt(int on) {
  __atomic_store_n(&interrupt_muted, on, __ATOMIC_SEQ_CST);
}

void sb_die_by_signal(int number) {
  sb_guard_restore();
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  signal(number, SIG_DFL);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  _exit(128 + number);  // The signal was ignored by a tracer or has no deadly default.
}
