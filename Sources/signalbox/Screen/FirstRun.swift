import Foundation
import Glibc

/// Whether this user has never opened a console: a file in the state folder remembers.
enum FirstRun {
  static var isFirst: Bool {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = UserFolders.state(environment) else { return false }
    let mark = folder + "/tour-seen"
    if access(mark, F_OK) == 0 { return false }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return FileManager.default.createFile(atPath: mark, contents: nil)
  }
}
