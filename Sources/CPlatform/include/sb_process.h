// Other processes: who is at the other end, starting one that outlives us.

#ifndef SB_PROCESS_H
#define SB_PROCESS_H

#include <stdint.h>

/// The other end of a Unix socket as the kernel saw it at connect(2).
struct sb_ucred {
  int pid;
  unsigned uid, gid;
};

/// Asks for the peer of a connected Unix socket (SO_PEERCRED).
int sb_peer(int fd, struct sb_ucred *peer);

/// Starts a program in a session of its own, in the directory /, with all signals at their
/// defaults and unblocked: descriptor 0 is /dev/null, 1 and 2 are `log_fd`, 3 is `ready_fd`
/// (the writing end of a readiness pipe), all others are closed. `path` must be absolute;
/// `argv` and `envp` end with NULL; a null `envp` passes this process's own environment on.
/// Returns the process id.
int sb_spawn_session(
  const char *path, char *const argv[], char *const envp[], int log_fd, int ready_fd);

/// Starts a program in a session of its own, in the directory `folder`, with all signals at their
/// defaults and unblocked: descriptor 0 is `input_fd`, 1 and 2 are `output_fd`, all others are
/// closed. `path`, `argv` and `envp` as for sb_spawn_session. Returns the process id, which is
/// that of its process group too.
int sb_spawn_reader(
  const char *path, char *const argv[], char *const envp[], const char *folder, int input_fd,
  int output_fd);

/// Waits for a child to end, at most so many nanoseconds. Returns its exit status, 256 and the
/// signal's number where one ended it, -ETIMEDOUT where it still runs.
int sb_wait_child(int pid, int64_t timeout_ns);

/// Kills a process group that sb_spawn_reader made, and waits for its first process.
void sb_kill_group(int pid);

/// The resolved path of the running program, ending with NUL. Returns its length.
int sb_program_path(char *buffer, unsigned long size);

/// Ends the process at once, through the exit handlers: `exit` by a name that argument parsers
/// do not shadow.
_Noreturn void sb_exit(int status);

#endif
