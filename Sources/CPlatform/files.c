#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

_Static_assert(SB_CWD == AT_FDCWD, "SB_CWD stands for AT_FDCWD");

static int opened(int fd) { return fd < 0 ? -errno : fd; }

int sb_open_nofollow(int dirfd, const char *name) {
  return opened(openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
}

int sb_open_directory(int dirfd, const char *name) {
  return opened(openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

int sb_create_new(int dirfd, const char *name, unsigned mode) {
  return opened(openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
}

static char kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    case S_IFCHR: return 'c';
    default: return 'b';
  }
}

static void describe(const struct stat *from, struct sb_file_status *to) {
  to->device = from->st_dev;
  to->inode = from->st_ino;
  to->links = from->st_nlink;
  to->size = from->st_size;
  to->modified_ns = (int64_t)from->st_mtim.tv_sec * 1000000000 + from->st_mtim.tv_nsec;
  to->owner = from->st_uid;
  to->group = from->st_gid;
  to->permissions = from->st_mode & 07777;
  to->kind = kind_of(from->st_mode);
}

int sb_file_status(int fd, struct sb_file_status *status) {
  struct stat found;
  if (fstat(fd, &found) != 0) return -errno;
  describe(&found, status);
  return 0;
}

int sb_name_status(int dirfd, const char *name, struct sb_file_status *status) {
  struct stat found;
  if (fstatat(dirfd, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return -errno;
  describe(&found, status);
  return 0;
}

int sb_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to) {
  if (renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -errno;
  if (linkat(from_dir, from, to_dir, to, 0) != 0) return -errno;
  return unlinkat(from_dir, from, 0) == 0 ? 0 : -errno;
}

int sb_rename_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0 ? 0 : -errno;
}

int sb_lock(int fd) { return flock(fd, LOCK_EX | LOCK_NB) == 0 ? 0 : -errno; }

int sb_lock_file(const char *path) {
  int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return -errno;
  int locked = sb_lock(fd);
  if (locked == 0) return fd;
  close(fd);
  return locked;
}

int sb_sync_directory(int dirfd) { return fsync(dirfd) == 0 ? 0 : -errno; }

int sb_filesystem_magic(const char *path, uint64_t *magic) {
  struct statfs found;
  if (statfs(path, &found) != 0) return -errno;
  *magic = (uint32_t)found.f_type;
  return 0;
}

int sb_watch_open(void) { return opened(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)); }

int sb_watch_directory(int watcher, const char *path) {
  const uint32_t wanted = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
  return opened(inotify_add_watch(watcher, path, wanted));
}

static int bits_of(uint32_t mask) {
  int bits = 0;
  if (mask & (IN_MOVED_TO | IN_CLOSE_WRITE)) bits |= SB_WATCH_ARRIVED;
  if (mask & IN_MOVED_TO) bits |= SB_WATCH_RENAMED;
  if (mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) bits |= SB_WATCH_GONE;
  if (mask & IN_Q_OVERFLOW) bits |= SB_WATCH_OVERFLOW;
  return bits;
}

int sb_watch_read(int watcher, struct sb_watch_event *events, int capacity) {
  // One event with the longest name is 272 bytes: the buffer never holds more than `capacity`.
  char buffer[16 * (sizeof(struct inotify_event) + 256)]
      __attribute__((aligned(__alignof__(struct inotify_event))));
  size_t room = (size_t)capacity * sizeof(struct inotify_event);
  if (room > sizeof buffer) room = sizeof buffer;
  if (room < sizeof(struct inotify_event) + 256) room = sizeof(struct inotify_event) + 256;
  ssize_t count = read(watcher, buffer, room);
  if (count < 0) return errno == EAGAIN ? 0 : -errno;
  int found = 0;
  for (char *at = buffer; at < buffer + count && found < capacity;) {
    const struct inotify_event *event = (const struct inotify_event *)at;
    struct sb_watch_event *out = &events[found++];
    out->watch = event->wd;
    out->bits = bits_of(event->mask);
    out->name[0] = 0;
    if (event->len) {
      strncpy(out->name, event->name, sizeof out->name - 1);
      out->name[sizeof out->name - 1] = 0;
    }
    at += sizeof *event + event->len;
  }
  return found;
}
