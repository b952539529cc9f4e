import CPlatform
import Glibc
import Intake
import LeadModel
import RoutingEngine
import Settings

/// Looks at exports before anything is taken from them: what their columns mean to intake and to routing.
/// Works on a workspace's settings and rules, or without any.
public struct ColumnMaps {
  /// What was found out about several files together.
  public struct Result: Sendable {
    /// In the order given; why a file cannot be read at all, or what its columns mean.
    public var files: [(path: String, map: Swift.Result<ExportMap, MapProblem>)]
    /// What the settings would need for the suggestions to hold.
    public var additions: [IntakeSettings.Column]
  }

  /// Why a file could not be looked at: one line.
  public struct MapProblem: Error, Sendable {
    public var sentence: String
  }

  /// What was written into the settings.
  public struct Written: Sendable {
    public var file: String
    /// Empty where all was there already.
    public var added: [IntakeSettings.Column]
  }

  /// Why nothing was written.
  public enum WriteProblem: Error {
    case notPermitted(String)
    case workspace([String])
  }

  private let workspace: Workspace?
  private let configuration: SettingsInForce
  private let judge: ValueJudge
  /// What values are judged by, in words.
  public let basis: String
  /// What is wrong with `rules.toml`, where it cannot be gone by.
  public let messages: [String]

  /// Takes the workspace whose settings count; nil goes by the built-in names and defaults.
  public init(_ workspace: Workspace?) throws(WorkspaceProblem) {
    self.workspace = workspace
    configuration = try SettingsInForce(workspace)
    var rules: RuleSet?
    var messages: [String] = []
    if let workspace, access(workspace.rulesFile, F_OK) == 0 {
      do { rules = try Configuration.rules(at: workspace.rulesFile).0.ruleSet } catch {
        messages = error.sentences + ["products, regions and segments are not judged"]
      }
    }
    self.messages = messages
    judge = try ValueJudge(rules, configuration.defaults)
    let zone = configuration.defaults.timezone
    basis =
      rules.map { "rules.toml, \($0.organisation.currency), times in \(zone)" }
      ?? "built-in names, USD, times in \(zone)"
  }

  /// Looks at every file. `progress` is told the bytes read of all files so far, each being read three times.
  public func look(at paths: [String], progress: (Int) -> Void) -> Result {
    var read = 0
    func count(_ bytes: Int) {
      read += bytes
      progress(read)
    }
    let mappings = paths.map { path in
      Swift.Result { () throws(MapProblem) in try mapping(path, count) }
    }
    let additions = ExportMapping.additions(mappings.compactMap { try? $0.get().mapping })
    let files = zip(paths, mappings).map { path, mapping in
      (
        path: path,
        map: mapping.flatMap { found in
          Swift.Result { () throws(MapProblem) in
            try result(path, found, additions, count)
          }
        }
      )
    }
    return Result(
      files: files,
      additions: additions.map { IntakeSettings.Column(header: $0.header, field: $0.field) })
  }

  // MARK: Passes

  private func mapping(
    _ path: String, _ count: (Int) -> Void
  ) throws(MapProblem) -> (mapping: ExportMapping, shape: FileShape) {
    let name = Self.baseName(path)
    let map = configuration.map
    let file = try ReadableFile(path)
    do {
      var look = try ColumnCensus.preflight(
        name: name, size: file.size, map: map, limits: configuration.limits)
      try file.pieces(count) { bytes throws(FileRefusal) in try look.feed(bytes) }
      let shape = try look.finish()
      var census = ColumnCensus(name: name, shape: shape, map: map, limits: configuration.limits)
      try file.pieces(count) { bytes throws(FileRefusal) in try census.feed(bytes) }
      try census.finish()
      return (ExportMapping(census, user: configuration.columns), shape)
    } catch let refusal as FileRefusal {
      throw MapProblem(sentence: refusal.description)
    } catch let problem as MapProblem {
      throw problem
    } catch {
      throw MapProblem(sentence: "cannot read \"\(path)\"")
    }
  }

  private func result(
    _ path: String, _ found: (mapping: ExportMapping, shape: FileShape),
    _ additions: [(header: String, field: LeadField)], _ count: (Int) -> Void
  ) throws(MapProblem) -> ExportMap {
    let file = try ReadableFile(path)
    var reader = LeadReader(
      name: Self.baseName(path), shape: found.shape, map: found.mapping.map(with: additions),
      limits: configuration.limits)
    var coverage = FieldCoverage()
    var judge = judge
    var batch = LeadBatch()
    do {
      try file.pieces(count) { bytes throws(FileRefusal) in
        try reader.feed(bytes, into: &batch)
        coverage.take(batch) { judge.notRead($0) }
        batch.removeAll()
      }
      try reader.finish(into: &batch)
      coverage.take(batch) { judge.notRead($0) }
    } catch let refusal as FileRefusal {
      throw MapProblem(sentence: refusal.description)
    } catch {
      throw MapProblem(sentence: "cannot read \"\(path)\"")
    }
    return found.mapping.result(with: additions, coverage: coverage, readable: judge.fields)
  }

  private static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Writing

  /// Puts names into the workspace's `signalbox.toml`.
  public func write(_ additions: [IntakeSettings.Column]) throws(WriteProblem) -> Written {
    guard let workspace, workspace.isComplete else {
      throw .workspace([
        "--write needs a workspace: name one with -w DIR, or make one with \"signalbox init DIR\""
      ])
    }
    do {
      let path = workspace.siteFile
      let text = try Files.read(path) ?? []
      let addition = try ColumnsWriter.adding(additions, to: text, key: FieldMap.key)
      if !addition.added.isEmpty {
        try Files.replace(path, expecting: text, with: addition.text)
      }
      return Written(file: path, added: addition.added)
    } catch let problems as SettingsProblems {
      throw .workspace(problems.problems.map(\.description))
    } catch let problem as WorkspaceProblem {
      throw .workspace(problem.sentences)
    } catch let problem as ReplacementProblem {
      if case .notPermitted = problem { throw .notPermitted(problem.sentence) }
      throw .workspace([problem.sentence])
    } catch {
      throw .workspace(["\(error)"])
    }
  }
}

/// The settings that intake goes by: those of a workspace, or none.
private struct SettingsInForce {
  let columns: [(header: String, field: LeadField)]
  let limits: IntakeLimits
  let defaults: IntakeDefaults
  let map: FieldMap

  init(_ workspace: Workspace?) throws(WorkspaceProblem) {
    guard let workspace else {
      (columns, limits, defaults) = ([], IntakeLimits(), IntakeDefaults())
      map = .builtIn
      return
    }
    let configuration = try Configuration(workspace)
    columns = configuration.site.intake.columns.map { ($0.header, $0.field) }
    limits = configuration.limits
    defaults = configuration.intakeDefaults
    map = configuration.fieldMap
  }
}

/// A regular file that is read from the start several times.
private struct ReadableFile {
  let path: String
  let size: Int64

  init(_ path: String) throws(ColumnMaps.MapProblem) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let why = errno == ENOENT ? "there is no such file" : String(cString: strerror(errno))
      throw ColumnMaps.MapProblem(sentence: "cannot read \"\(path)\": \(why)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ColumnMaps.MapProblem(sentence: "cannot read \"\(path)\": it is no regular file")
    }
    self.path = path
    size = Int64(status.st_size)
  }

  /// All bytes in order, in pieces.
  func pieces(
    _ count: (Int) -> Void, _ take: (UnsafeRawBufferPointer) throws(FileRefusal) -> Void
  ) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      if got == 0 { return }
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      count(got)
    }
  }

  private func failure() -> ColumnMaps.MapProblem {
    ColumnMaps.MapProblem(
      sentence: "cannot read \"\(path)\": \(String(cString: strerror(errno)))")
  }
}
