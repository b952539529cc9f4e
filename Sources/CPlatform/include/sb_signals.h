// Signals as events: a handler only sets a bit and wakes the main loop.

#ifndef SB_SIGNALS_H
#define SB_SIGNALS_H

#include <signal.h>

/// Ignores SIGPIPE and SIGXFSZ for the whole process: writes answer EPIPE and EFBIG instead.
void sb_ignore_write_signals(void);

/// Ignores SIGCHLD, so that no ended child stays a zombie.
void sb_ignore_children(void);

/// Blocks WINCH INT TERM HUP TSTP CONT in this thread and keeps the old mask in `before`:
/// threads created until sb_signals_unblock inherit the block, the signals go to the main thread.
void sb_signals_block(sigset_t *before);

/// Puts back the mask that sb_signals_block kept.
void sb_signals_unblock(const sigset_t *before);

/// Reports INT, TERM and HUP (the last unless it is ignored, as under nohup) through an event
/// counter of sb_eventfd. The first of them sets its bit and signals the counter; the second,
/// for a main loop that is stuck, restores the terminal if one is held and dies by the signal.
void sb_signals_watch(int event_fd);

/// From now on HUP only sets its bit and signals the counter, however often it comes: for a service, to
/// which it means "read your settings again". After sb_signals_watch.
void sb_signals_watch_reload(void);

/// The same for TSTP and CONT, which a program on a terminal wants to answer itself.
void sb_signals_watch_job_control(void);

/// Stops this process's job (SIGTSTP by default action) and returns when it is continued.
void sb_stop_job(void);

/// The signals that arrived since the last call, as a set of bits `1 << number`.
unsigned sb_signals_take(void);

/// Forgets one signal, if it arrived: a continue that was expected.
void sb_signals_forget(int number);

/// While on, INT is not reported: it is meant for the program that has the terminal now.
void sb_signals_mute_interrupt(int on);

/// Dies by a signal, so that the shell sees status 128 + n, after restoring the terminal if held.
_Noreturn void sb_die_by_signal(int number);

#endif
