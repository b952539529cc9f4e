// The terminal guard: whatever ends the process, the terminal is usable afterwards.
//
// Plain C, because a handler in Swift may take locks (lazy globals, exclusivity checks).
// Order of use: sb_guard_save, newterm, sb_guard_arm; on leaving sb_guard_disarm.

#ifndef SB_GUARD_H
#define SB_GUARD_H

#include <stddef.h>

/// Remembers the terminal's settings as they are now, before anything changes them.
int sb_guard_save(int tty_fd);

/// Arms the guard: from now on the bytes (at most 1,024, else -E2BIG) are written and the
/// settings put back on a fatal signal, on exit(3), on a second INT, TERM or HUP.
/// The first call installs the handlers: QUIT SEGV ABRT ILL TRAP BUS FPE SYS XCPU ALRM, on an
/// alternate stack. They never call the handlers that stood before.
int sb_guard_arm(const void *bytes, size_t count);

/// Disarms without writing anything: the terminal was left in the ordinary way.
void sb_guard_disarm(void);

/// Restores now if armed, once. Async-signal-safe. Gives up on a terminal that takes no bytes
/// for half a second. Returns 1 if it restored.
int sb_guard_restore(void);

/// Puts back the saved settings only (termios), as before sb_guard_save.
void sb_guard_restore_settings(void);

/// The sentence written to the real standard error after a fatal restore, at most 240 bytes,
/// for instance where the log is. A line end is added.
void sb_guard_set_hint(const char *hint);

/// What the program did last, at most 240 bytes: written with the fatal message.
void sb_guard_set_last_action(const char *action);

/// Points descriptor 2 at a log while the screen is up; the real standard error is kept.
int sb_guard_redirect_stderr(int log_fd);

/// Points descriptor 2 back at the real standard error.
void sb_guard_undo_redirect(void);

#endif
