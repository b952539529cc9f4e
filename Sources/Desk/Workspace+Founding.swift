import Glibc
import Settings

extension Workspace {
  /// Makes a workspace in a new or empty folder: settings with every key explained, empty tables, and the
  /// user as its only rep.
  public func found(user: String, timezone: String) throws(WorkspaceProblem) {
    let defaults = DefaultFiles(user: user, timezone: timezone)
    var files = [
      ("signalbox.toml", defaults.site), ("rules.toml", defaults.rules),
      ("people.toml.example", defaults.people), ("roster/reps.csv", defaults.reps),
    ]
    files += DefaultFiles.tables.map { ($0.path, $0.text) }
    try fill(files.map { (path: $0.0, bytes: Array($0.1.utf8)) })
  }

  /// Makes a workspace in a new or empty folder from given files.
  public func fill(_ files: [(path: String, bytes: [UInt8])]) throws(WorkspaceProblem) {
    guard isEmptyOrNew else { throw .notEmpty(root) }
    try makeFolders()
    for file in files { try Files.write(file.bytes, to: path(file.path)) }
  }

  private var isEmptyOrNew: Bool {
    guard let stream = opendir(root) else { return errno == ENOENT }
    defer { closedir(stream) }
    var names = 0
    while readdir(stream) != nil { names += 1 }
    return names <= 2
  }
}
