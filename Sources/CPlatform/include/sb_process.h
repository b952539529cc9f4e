// Other processes: who is at the other end, starting one that outlives us.

#ifndef SB_PROCESS_H
#define SB_PROCESS_H

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

/// The resolved path of the running program, ending with NUL. Returns its length.
int sb_program_path(char *buffer, unsigned long size);

/// Ends the process at once, through the exit handlers: `exit` by a name that argument parsers
/// do not shadow.
_Noreturn void sb_exit(int status);

#endif
