import CPlatform
import Glibc
import Intake

/// Hears of files that arrive in the delivery folders. It only wakes the poll earlier, and tells which files
/// were renamed into place; without it everything works, a settling time later.
final class DropWatcher {
  /// Readable when something happened; −1 where the system gives no watches.
  let descriptor: Int32
  private var folders: [Int32: Intake.DropFolder] = [:]
  /// Names that were renamed into place and not yet listed.
  private(set) var renamed: Set<DeliveredName> = []

  /// A name in a folder.
  struct DeliveredName: Hashable {
    var folder: Intake.DropFolder
    var name: FileName
  }

  init(drop: String) {
    descriptor = sb_watch_open()
    guard descriptor >= 0 else { return }
    for folder in Intake.DropFolder.allCases {
      let watch = sb_watch_directory(descriptor, drop + "/" + folder.rawValue)
      if watch >= 0 { folders[watch] = folder }
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes in what happened since the last call.
  func drain() {
    guard descriptor >= 0 else { return }
    var events = [sb_watch_event](repeating: sb_watch_event(), count: 64)
    while true {
      let count = Int(sb_watch_read(descriptor, &events, Int32(events.count)))
      guard count > 0 else { return }
      for event in events[..<count] where event.bits & Int32(SB_WATCH_RENAMED) != 0 {
        guard let folder = folders[event.watch] else { continue }
        let name = withUnsafeBytes(of: event.name) { Array($0.prefix { $0 != 0 }) }
        renamed.insert(DeliveredName(folder: folder, name: FileName(bytes: name)))
      }
    }
  }

  /// Forgets names that are not there any more.
  func keep(only files: [ListedFile]) {
    guard !renamed.isEmpty else { return }
    let present = Set(files.map { DeliveredName(folder: $0.folder, name: $0.name) })
    renamed.formIntersection(present)
  }

  /// Forgets a name that was claimed: what comes under it next may be written in place.
  func forget(_ file: ListedFile) {
    renamed.remove(DeliveredName(folder: file.folder, name: file.name))
  }

  func hasSeenRename(_ file: ListedFile) -> Bool {
    renamed.contains(DeliveredName(folder: file.folder, name: file.name))
  }
}
