#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
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

// Standard input may itself be a low number, so both come from above 3 here too.
static int set_up_reader(
  posix_spawn_file_actions_t *actions, const char *folder, int input_fd, int output_fd) {
  int failed = posix_spawn_file_actions_adddup2(actions, input_fd, 0);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, output_fd, 1);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, output_fd, 2);
  if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  if (!failed) failed = posix_spawn_file_actions_addchdir_np(actions, folder);
  return failed;
}

int sb_spawn_reader(
  const char *path, char *const argv[], char *const envp[], const char *folder, int input_fd,
  int output_fd) {
  int input = fcntl(input_fd, F_DUPFD_CLOEXEC, 10);
  if (input < 0) return -errno;
  int output = fcntl(output_fd, F_DUPFD_CLOEXEC, 10);
  if (output < 0) {
    int problem = -errno;
    close(input);
    return problem;
  }
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  pid_t child = 0;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&actions);
  set_up_signals(&attributes);
  int failed = set_up_reader(&actions, folder, input, output);
  if (!failed)
    failed = posix_spawn(&child, path, &actions, &attributes, argv, envp ? envp : environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(input);
  close(output);
  return failed ? -failed : child;
}

// Where the kernel has no pidfd the child is asked for every few milliseconds.
static void wait_for_end(int pid, int64_t timeout_ns) {
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  struct timespec limit = {timeout_ns / 1000000000, timeout_ns % 1000000000};
  if (fd >= 0) {
    struct pollfd waiting = {fd, POLLIN, 0};
    ppoll(&waiting, 1, &limit, NULL);
    close(fd);
    return;
  }
  struct timespec pause = {0, 5000000};
  nanosleep(timeout_ns < 5000000 ? &limit : &pause, NULL);
}

int sb_wait_child(int pid, int64_t timeout_ns) {
  int64_t end = sb_boottime_ns() + timeout_ns;
  while (1) {
    int status = 0;
    pid_t found = waitpid(pid, &status, WNOHANG);
    if (found < 0 && errno != EINTR) return -errno;
    if (found == pid) return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
    int64_t left = end - sb_boottime_ns();
    if (left <= 0) return -ETIMEDOUT;
    wait_for_end(pid, left);
  }
}

void sb_kill_group(int pid) {
  kill(-pid, SIGKILL);
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
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
