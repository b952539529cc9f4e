import LeadModel

/// The first look at a whole file, piece by piece: is it what its name says, how is it encoded,
/// what are its columns, and is anything over a limit. So a file is refused before any row of it is
/// taken.
public struct Preflight: Sendable {
  private let name: String
  private let columns: ExpectedColumns
  private let limits: IntakeLimits

  private var byteCount: Int64 = 0
  /// The first bytes, kept until there are enough to tell what the file is.
  private var head: [UInt8] = []
  private var format: FileFormat?
  private var declared: (encoding: TextEncoding, mark: Int)?
  private var detector = EncodingDetector()
  private var transcoder = Transcoder(encoding: .utf8, markLength: 0)
  private var text = ByteQueue()

  private var splitter: JSONSplitter
  private var header = HeaderLine()
  /// Bytes since the last line end.
  private var lineLength = 0
  private var lineOffset: Int64 = 0
  private var sawContent = false

  /// `name` is the base name; its extension says what the file should be. `size` in bytes, where it
  /// is known beforehand, refuses a file that is too large without reading it.
  public init(
    name: String, size: Int64? = nil, columns: ExpectedColumns, limits: IntakeLimits
  ) throws(FileRefusal) {
    self.name = name
    self.columns = columns
    self.limits = limits
    splitter = JSONSplitter(listKey: columns.listKey, depthLimit: limits.jsonDepth)
    if let size { try checkSize(size) }
  }

  /// Looks at the next bytes. Pieces of 64 KiB to 1 MiB serve best.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(FileRefusal) {
    byteCount += Int64(bytes.count)
    try checkSize(byteCount)
    var rest = bytes.bindMemory(to: UInt8.self)[...]
    if format == nil {
      let missing = rest.prefix(FileSignature.length - head.count)
      head.append(contentsOf: missing)
      rest = rest.dropFirst(missing.count)
      if head.count < FileSignature.length { return }
      try begin()
    }
    try look(at: UnsafeBufferPointer(rebasing: rest))
  }

  /// Says that the file ends here, and what it is.
  public mutating func finish() throws(FileRefusal) -> FileShape {
    if format == nil { try begin() }
    guard let format else { throw refusal("the file cannot be read") }
    transcoder.finish(into: &text)
    try lookAtText(isFinal: true)
    detector.finish()
    guard sawContent else { throw refusal("the file is empty") }
    let encoding = declared?.encoding ?? detector.encoding
    var warnings: [Finding] = []
    if encoding == .windows1252 {
      warnings.append(
        Finding(
          severity: .warning, origin: Origin(file: name),
          reason: "the bytes are not UTF-8 and were read as Windows-1252"))
    }
    var shape = FileShape(
      format: format, encoding: encoding, markLength: declared?.mark ?? 0,
      delimiter: UInt8(ascii: ","), header: nil, warnings: warnings)
    if format.isTable {
      let found = try header.columns(
        encoding: encoding, prefersTab: format == .tsv, name: name, expected: columns,
        limits: limits)
      shape.delimiter = found.delimiter
      shape.header = found.names
    }
    return shape
  }

  private func refusal(_ reason: String, line: Int? = nil, column: Int? = nil) -> FileRefusal {
    FileRefusal(origin: Origin(file: name, line: line, column: column), reason: reason)
  }

  private func checkSize(_ size: Int64) throws(FileRefusal) {
    if size > limits.fileBytes {
      throw refusal("the file has more than the \(limits.fileBytes) bytes that are allowed")
    }
  }

  /// Tells what the file is from its name and first bytes.
  private mutating func begin() throws(FileRefusal) {
    if let (what, remedy) = FileSignature.foreign(head) {
      throw refusal("this is \(what): \(remedy)")
    }
    guard let format = FileFormat(fileName: name) else {
      throw refusal("only .csv .tsv .json .ndjson and .jsonl files are read: rename it")
    }
    self.format = format
    declared = TextEncoding.declared(by: head)
    transcoder = Transcoder(
      encoding: declared?.encoding ?? .utf8, markLength: declared?.mark ?? 0)
    var start = ByteQueue()
    var starter = transcoder
    head.withUnsafeBufferPointer { starter.append($0, to: &start) }
    if let guess = start.withBytes({ ContentGuess.contradiction(of: format, $0, columns.knows) }) {
      throw refusal(guess)
    }
    let first = head
    head = []
    var problem: FileRefusal?
    first.withUnsafeBufferPointer { bytes in
      do throws(FileRefusal) { try look(at: bytes) } catch { problem = error }
    }
    if let problem { throw problem }
  }

  /// No piece is longer than a line may be, which ``checkLines(_:)`` counts on.
  private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) throws(FileRefusal) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(
        rebasing: rest.prefix(max(1, min(1 << 18, limits.recordBytes))))
      rest = rest.dropFirst(piece.count)
      if declared == nil { detector.feed(piece) }
      transcoder.append(piece, to: &text)
      try lookAtText(isFinal: false)
    }
  }

  private mutating func lookAtText(isFinal: Bool) throws(FileRefusal) {
    if format == .json { return try lookAtDocument(isFinal) }
    let checked: Result<Void, FileRefusal> = text.withBytes { bytes in
      if !sawContent { sawContent = bytes.contains { $0 > 0x20 } }
      if format?.isTable == true { header.append(bytes) }
      return checkLines(bytes)
    }
    text.removeFirst(text.count)
    try checked.get()
  }

  /// A gap between line ends within one piece is never over the limit, so only the first and the
  /// last line end of a piece matter.
  private mutating func checkLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Void, FileRefusal>
  {
    let first = bytes.firstIndex { $0 == 10 || $0 == 13 }
    if lineLength + (first ?? bytes.count) > limits.recordBytes {
      return .failure(
        refusal(
          "a line has more than the \(limits.recordBytes) bytes that are allowed "
            + "(it begins at byte \(lineOffset + 1))"))
    }
    if let last = bytes.lastIndex(where: { $0 == 10 || $0 == 13 }) {
      lineOffset += Int64(lineLength + last + 1)
      lineLength = bytes.count - last - 1
    } else {
      lineLength += bytes.count
    }
    return .success(())
  }

  private mutating func lookAtDocument(_ isFinal: Bool) throws(FileRefusal) {
    let recordBytes = limits.recordBytes
    let problem: JSONProblem? = text.withBytes { bytes in
      do throws(JSONProblem) {
        while case .record(let record) = try splitter.next(bytes, isFinal: isFinal) {
          if record.range.count > recordBytes { return Self.tooLong(recordBytes) }
        }
        return nil
      } catch {
        let isObject = error.offset < bytes.count && bytes[error.offset] == UInt8(ascii: "{")
        guard error.reason == JSONSplitter.trailing, isObject else { return error }
        return JSONProblem(
          offset: error.offset, reason: "this looks like NDJSON: rename it to .ndjson")
      }
    }
    if let problem {
      throw refusal(problem.reason, line: splitter.line, column: splitter.column)
    }
    sawContent = sawContent || splitter.hasBegun
    let disposable = splitter.disposable
    text.removeFirst(disposable)
    splitter.forget(disposable)
    if text.count > recordBytes {
      throw refusal(Self.tooLong(recordBytes).reason, line: splitter.line)
    }
  }

  private static func tooLong(_ limit: Int) -> JSONProblem {
    JSONProblem(offset: 0, reason: "a record has more than the \(limit) bytes that are allowed")
  }
}
