#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int sb_peer(int fd, struct sb_ucred *peer) {
  struct ucred found;
  socklen_t size = sizeof found;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &found, &size) != 0) return -errno;
  *peer = (struct sb_ucred){found.pid, found.uid, found.gid};
  return 0;
}

static void set_up_signals(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setflags(
    attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

// Both descriptors come from above 3, so that no step overwrites one that a later step needs.
static int set_up_files(posix_spawn_file_actions_t *actions, int log_fd, int ready_fd) {
  int failed = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, log_fd, 1);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, log_fd, 2);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, ready_fd, 3);
  if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 4);
  if (!failed) failed = posix_spawn_file_actions_addchdir_np(actions, "/");
  return failed;
}

static int spawn_with(
  const char *path, char *const argv[], char *const envp[], int log_fd, int ready_fd) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  pid_t child = 0;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&actions);
  set_up_signals(&attributes);
  int failed = set_up_files(&actions, log_fd, ready_fd);
  if (!failed)
    failed = posix_spawn(&child, path, &actions, &attributes, argv, envp ? envp : environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failed ? -failed : child;
}

int sb_spawn_session(
  const char *path, char *const argv[], char *const envp[], int log_fd, int ready_fd) {
  int log_copy = fcntl(log_fd, F_DUPFD_CLOEXEC, 10);
  if (log_copy < 0) return -errno;
  int ready_copy = fcntl(ready_fd, F_DUPFD_CLOEXEC, 10);
  int result = ready_copy < 0 ? -errno : spawn_with(path, argv, envp, log_copy, ready_copy);
  if (ready_copy >= 0) close(ready_copy);
  close(log_copy);
  return result;
}

int sb_program_path(char *buffer, unsigned long size) {
  char resolved[PATH_MAX];
  if (realpath("/proc/self/exe", resolved) == NULL) return -errno;
  size_t length = strlen(resolved);
  if (length >= size) return -ENAMETOOLONG;
  memcpy(buffer, resolved, length + 1);
  return (int)length;
}

void sb_exit(int status) { exit(status); }
