// Files: opening without following links, moving without replacing, locks, watches.
// `dirfd` is an open directory, or SB_CWD for names relative to the working directory.

#ifndef SB_FILES_H
#define SB_FILES_H

#include <stdint.h>
#include <sys/stat.h>

#define SB_CWD (-100)

/// What fstat says, in types that need no macros.
struct sb_file_status {
  uint64_t device, inode, links;
  int64_t size, modified_ns;
  uint32_t owner, group, permissions;
  /// 'f' regular, 'd' directory, 'l' symbolic link, 'p' FIFO, 's' socket, 'c' or 'b' device.
  char kind;
};

/// Opens for reading. Never follows a symbolic link at the end (-ELOOP) and never waits for the
/// writer of a FIFO. The result may be anything: ask sb_file_status for its kind before reading.
int sb_open_nofollow(int dirfd, const char *name);

/// Opens a directory that is no symbolic link.
int sb_open_directory(int dirfd, const char *name);

/// Creates a new file for writing with the given permissions; -EEXIST if the name is taken.
int sb_create_new(int dirfd, const char *name, unsigned mode);

/// The status of an open file.
int sb_file_status(int fd, struct sb_file_status *status);

/// The status of a name; a symbolic link is described itself, not its target.
int sb_name_status(int dirfd, const char *name, struct sb_file_status *status);

/// Moves a file; -EEXIST if the new name is taken. Atomic where the file system knows
/// RENAME_NOREPLACE; elsewhere (some network file systems) a link and an unlink.
int sb_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to);

/// Gives two files each other's names, in one step. -EINVAL where the file system cannot.
int sb_rename_exchange(const char *one, const char *other);

/// Takes an exclusive lock on an open file without waiting; -EWOULDBLOCK if another has it.
/// It ends when the last duplicate of the descriptor is closed.
int sb_lock(int fd);

/// Opens (creates, mode 0600) a lock file and takes its lock. Returns the descriptor to keep.
int sb_lock_file(const char *path);

/// Makes names in a directory durable.
int sb_sync_directory(int dirfd);

/// The file system's magic number (statfs), see the constants below.
int sb_filesystem_magic(const char *path, uint64_t *magic);

static const uint64_t SB_FS_NFS = 0x6969;
static const uint64_t SB_FS_SMB = 0x517B;
static const uint64_t SB_FS_CIFS = 0xFF534D42;
static const uint64_t SB_FS_SMB2 = 0xFE534D42;
static const uint64_t SB_FS_FUSE = 0x65735546;
static const uint64_t SB_FS_9P = 0x01021997;
static const uint64_t SB_FS_TMPFS = 0x01021994;
static const uint64_t SB_FS_OVERLAY = 0x794C7630;

/// A new watcher of directories (inotify), non-blocking and close-on-exec.
int sb_watch_open(void);

/// Watches a directory for files that arrive or are finished: IN_MOVED_TO, IN_CLOSE_WRITE,
/// and for its own end: IN_DELETE_SELF, IN_MOVE_SELF. Returns the watch's number.
int sb_watch_directory(int watcher, const char *path);

/// Something arrived or was finished.
#define SB_WATCH_ARRIVED 1
/// The directory itself was deleted, moved or unmounted: watch again.
#define SB_WATCH_GONE 2
/// Events were lost: look at everything.
#define SB_WATCH_OVERFLOW 4

/// The file was renamed into place, and so is whole.
#define SB_WATCH_RENAMED 8

/// One event: which watch, what, and the name in the directory (empty for the directory itself).
struct sb_watch_event {
  int watch;
  int bits;
  char name[256];
};

/// Reads waiting events, at most `capacity` (17 or more). Returns how many, 0 when none waits.
int sb_watch_read(int watcher, struct sb_watch_event *events, int capacity);

#endif
