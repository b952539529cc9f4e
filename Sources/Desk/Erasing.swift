import DeskRules
import Glibc
import Intake
import LeadModel
import Ledger
import RoutingEngine
import Store

// Deleting a person: from the store, and from the files that were delivered.
extension Desk {
  /// Decides an erasure. Files that hold rows of the person are written anew beside the old ones, which they
  /// replace once the act is committed.
  func erase(_ lead: LeadSnapshot, by actor: Actor, now: Instant) throws -> ActOutcome {
    if let refusal = Erase().refusal(lead, by: actor) { return .refused(refusal) }
    guard let known = try store.recordedLead(lead.row.number) else {
      return .refused(Refusal(.unknown, "lead \(lead.row.number) is gone"))
    }
    let search = PersonSearch(known, router: rules.router, configuration)
    aftermath.rewrites = try search.rewrites(in: workspace)
    aftermath.reloadsState = true
    aftermath.unreadable = search.unreadable(in: workspace)
    return Erase().decide(
      lead, files: aftermath.rewrites.map(\.file), by: actor, now: now)
  }

  /// What follows an erasure that is committed. Returns what is left to do for people.
  func finishErasing() -> String {
    var troubles: [String] = []
    for rewrite in aftermath.rewrites {
      do { try rewrite.replace() } catch {
        troubles.append("\(rewrite.file.path) still holds them (\(IntakeRunner.sentence(error)))")
      }
    }
    troubles += aftermath.unreadable.map { "\($0) cannot be told into rows and still names them" }
    // What was deleted is overwritten in the store's own file; its log of changes goes too.
    do { try store.walCheckpointTruncate() } catch {
      troubles.append("the store's log of changes could not be cut (\(error.sentence))")
    }
    messages += troubles.map { "erasure: \($0)" }
    return troubles.isEmpty
      ? "" : ". But " + troubles.joined(separator: "; ") + ": see to it and erase again"
  }
}

/// What tells the rows of a person in delivered files.
struct PersonSearch {
  private let search: RowSearch
  /// Lower-case bytes, of which a file that holds the person has some; empty where nothing is certain.
  private let needles: [[UInt8]]

  init(_ lead: RecordedLead, router: Router, _ configuration: Configuration) {
    let identity = lead.identity
    let normaliser = router.normaliser
    let received = lead.row.receivedAt
    let email = lead.record[.email].map { Folding.lowercased($0) }
    search = RowSearch(
      RowSearch.Wanted(
        record: { record in
          RouteLead.identity(of: normaliser.normalise(record, receivedAt: received)) == identity
        },
        text: { text in email.map { Self.names(Folding.lowercased(text), $0) } ?? false }),
      map: configuration.fieldMap, limits: configuration.limits)
    let hasOwnID = identity.contains("\u{1F}")
    let words = [lead.row.publicID, email].compactMap(\.self)
    let isPlain = words.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 && $0 != 0x22 && $0 != 0x5C } }
    // JSON may write any character by its number.
    needles =
      hasOwnID && isPlain ? (words + ["\\u00"]).map { Array($0.lowercased().utf8) } : []
  }

  /// Whether a text holds the address, and not as a part of another.
  static func names(_ text: String, _ email: String) -> Bool {
    let (text, email) = (Array(text.utf8), Array(email.utf8))
    guard !email.isEmpty, text.count >= email.count else { return false }
    func belongs(_ byte: UInt8) -> Bool {
      (97...122).contains(byte) || (48...57).contains(byte) || byte >= 0x80
        || "._%+-@".utf8.contains(byte)
    }
    return (0...text.count - email.count).contains { start in
      let end = start + email.count
      guard text[start..<end].elementsEqual(email) else { return false }
      if start > 0, belongs(text[start - 1]) { return false }
      // A full stop may end a sentence.
      let rest = text[end...].drop { $0 == UInt8(ascii: ".") }
      return rest.first.map { !belongs($0) } ?? true
    }
  }

  /// The files that hold rows of the person, each written anew beside the old one.
  func rewrites(in workspace: Workspace) throws -> [FileRewrite] {
    var rewrites: [FileRewrite] = []
    do {
      for path in Self.files(in: workspace) {
        if let rewrite = try rewrite(path, in: workspace) { rewrites.append(rewrite) }
      }
      return rewrites
    } catch {
      for rewrite in rewrites { rewrite.discard() }
      throw error
    }
  }

  private func rewrite(_ path: String, in workspace: Workspace) throws -> FileRewrite? {
    guard let file = try Self.open(path, in: workspace), mayHold(file) else { return nil }
    let size = file.size ?? 0
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let found = try? search.search(name: name, pass: { try file.pass(0..<size, $0) }),
      found.rows > 0
    else { return nil }
    return try FileRewrite(path, file: file, size: size, without: found, in: workspace)
  }

  /// Files that name the person though they are no tables.
  func unreadable(in workspace: Workspace) -> [String] {
    Self.files(in: workspace).filter { path in
      guard !needles.isEmpty, let file = try? Self.open(path, in: workspace),
        contains(file, needles.dropFirst().dropLast())
      else { return false }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let size = file.size ?? 0
      return (try? search.search(name: name, pass: { try file.pass(0..<size, $0) })) == nil
    }
  }

  private func mayHold(_ file: OpenFile) -> Bool { contains(file, needles[...]) }

  /// Whether a file has any of the words, in any case; true where that cannot be told.
  private func contains(_ file: OpenFile, _ words: ArraySlice<[UInt8]>) -> Bool {
    if words.isEmpty { return !needles.isEmpty ? false : true }
    let longest = words.map(\.count).max() ?? 0
    var tail: [UInt8] = []
    var found = false
    var isWide = false
    try? file.pass(0..<(file.size ?? 0)) { bytes in
      guard !found else { return }
      if tail.isEmpty {
        isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      }
      let piece = tail + bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      found = isWide || words.contains { Self.holds(piece, $0) }
      tail = Array(piece.suffix(longest))
    }
    return found
  }

  private static func holds(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      word.withUnsafeBytes { word in
        guard let base = bytes.baseAddress, let wanted = word.baseAddress else { return false }
        var at = 0
        while at + word.count <= bytes.count,
          let hit = memchr(base + at, Int32(first), bytes.count - word.count + 1 - at)
        {
          if memcmp(hit, wanted, word.count) == 0 { return true }
          at = UnsafeRawPointer(hit) - base + 1
        }
        return false
      }
    }
  }

  /// Delivered files by their paths in the workspace, in byte order.
  private static func files(in workspace: Workspace) -> [String] {
    var files = names(in: workspace.rejected).map { "rejected/" + $0 }
    for day in names(in: workspace.processed) {
      files += names(in: workspace.processed + "/" + day).map { "processed/\(day)/\($0)" }
    }
    return files.sorted(by: Bytes.precedes)
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// A regular file for reading; nil for anything else.
  private static func open(_ path: String, in workspace: Workspace) throws -> OpenFile? {
    let descriptor = Glibc.open(workspace.path(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    let file = OpenFile(descriptor, place: path)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return file
  }
}

/// A file that is written anew beside itself, to take its place.
struct FileRewrite {
  let file: Erase.File
  private let path: String
  private let temporary: String

  /// Writes what is left of the file, and makes it durable.
  init(
    _ name: String, file: OpenFile, size: Int64, without found: RowSearch.Found,
    in workspace: Workspace
  ) throws {
    path = workspace.path(name)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    temporary =
      folder.joined(separator: "/")
      + "/.erase-\(Hex.encode(Digest.sha256(Array(name.utf8))).prefix(16))"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DropFileProblem(what: "cannot write beside \(name)", code: errno)
    }
    defer { close(descriptor) }
    do {
      let (old, new) = try Self.copy(file, size, found, to: descriptor, name)
      self.file = Erase.File(path: name, rows: found.rows, old: old, new: new)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func copy(
    _ file: OpenFile, _ size: Int64, _ found: RowSearch.Found, to descriptor: Int32, _ name: String
  ) throws -> (old: String, new: String) {
    var before = StreamingDigest()
    var after = StreamingDigest()
    try file.pass(0..<size) { before.update($0) }
    func write(_ bytes: UnsafeRawBufferPointer) throws {
      after.update(bytes)
      guard Files.writeAll(Array(bytes), to: descriptor) else {
        throw DropFileProblem(what: "cannot write beside \(name)", code: errno)
      }
    }
    var position: Int64 = 0
    for cut in found.cuts {
      try file.pass(position..<max(position, cut.lowerBound), write)
      position = max(position, cut.upperBound)
    }
    try file.pass(position..<size, write)
    guard fsync(descriptor) == 0 else {
      throw DropFileProblem(what: "cannot write beside \(name)", code: errno)
    }
    return (before.finish().hex, after.finish().hex)
  }

  /// Takes the place of the old file.
  func replace() throws {
    guard rename(temporary, path) == 0 else {
      throw DropFileProblem(what: "cannot replace \(file.path)", code: errno)
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let descriptor = open(folder.joined(separator: "/"), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Leaves the old file as it is.
  func discard() { unlink(temporary) }
}
