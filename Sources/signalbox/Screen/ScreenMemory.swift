import Desk
import Foundation
import Glibc

/// What the console had kept for one workspace: a file in the folder of what the program remembers.
struct ScreenMemory {
  /// What was kept last; empty where nothing was.
  let text: String
  private let path: String?

  init(_ workspace: Workspace) {
    path = UserFolders.state(ProcessInfo.processInfo.environment).map {
      "\($0)/console/\(Self.name(of: workspace.root)).txt"
    }
    let data = path.flatMap { FileManager.default.contents(atPath: $0) } ?? Data()
    text = String(decoding: data, as: UTF8.self)
  }

  /// Keeps other text in its place. Who cannot write it begins as shipped the next time.
  func keep(_ text: String) {
    guard let path else { return }
    if text.isEmpty {
      unlink(path)
      return
    }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  /// A file's name for a path of any length and any characters (FNV-1a, 64 bits).
  private static func name(of root: String) -> String {
    let hash = root.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
