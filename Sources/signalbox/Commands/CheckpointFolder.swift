import DeskRules
import Foundation
import Glibc

/// Checkpoints that the asker keeps, as questions to whoever can read the log.
enum CheckpointFolder {
  /// The most text in one question: below what a frame of the protocol holds, escaped.
  private static let mostBytes = 400_000
  /// A file of checkpoints is no larger.
  private static let largestFile = 1 << 30

  /// What to ask about the files of a folder, in as many parts as they need.
  static func questions(_ folder: String) throws -> [DeskRequest] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw Failure(.workspace, "cannot read the folder \"\(folder)\"")
    }
    var parts: [[CheckpointText]] = [[]]
    var used = 0
    for name in names where !name.hasPrefix(".") {
      for piece in try pieces(of: folder + "/" + name) {
        if used > 0, used + piece.utf8.count > mostBytes {
          parts.append([])
          used = 0
        }
        parts[parts.count - 1].append(CheckpointText(file: name, text: piece))
        used += piece.utf8.count
      }
    }
    guard parts != [[]] else {
      throw Failure(.workspace, "the folder \"\(folder)\" holds no checkpoints")
    }
    return parts.map { .verifyCheckpoints($0) }
  }

  /// The text of a regular file, in pieces that end with a line.
  private static func pieces(of path: String) throws -> [String] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    guard status.st_size <= largestFile,
      let data = FileManager.default.contents(atPath: path),
      let text = String(bytes: data, encoding: .utf8)
    else { throw Failure(.workspace, "cannot read \"\(path)\" as checkpoints") }
    var pieces: [String] = []
    var piece = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      if piece.utf8.count + line.utf8.count > mostBytes, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
      }
      piece += line + "\n"
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
