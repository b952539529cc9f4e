/// The bytes of `rejected/NAME.rows.csv`: for each rejected row its line and the reason, then the
/// columns of the delivered file, so that the rows can be mended and delivered again. A row that
/// could not be split into columns stands whole in the last column, bytes that are no text as
/// `\xNN`.
public struct RejectedRowsFile: Sendable {
  private let columns: Int
  private var writer = CSVWriter()
  /// How many rows have been written.
  public private(set) var count = 0

  /// `header` is that of the delivered table; nil for JSON and NDJSON, whose rows are kept whole.
  public init(header: [String]?) {
    columns = header?.count ?? 0
    writer.row(["line", "reason"] + (header ?? []) + ["row_text"])
  }

  /// Adds the row of a finding; findings without a row are no rejected rows and add nothing.
  public mutating func append(_ finding: Finding) {
    guard let row = finding.row else { return }
    count += 1
    writer.cell(finding.origin.line.map(String.init) ?? "")
    writer.cell(finding.reason)
    switch row {
    case .fields(let fields):
      for index in 0..<columns { writer.cell(index < fields.count ? fields[index] : "") }
      writer.cell("")
    case .bytes(let bytes):
      for _ in 0..<columns { writer.cell("") }
      writer.cell(Self.shown(bytes))
    }
    writer.endRow()
  }

  /// What is to be written next, from the header line on.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }

  /// The name beside the delivered file's.
  public static func name(for file: String) -> String { file + ".rows.csv" }

  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      if UTF8Scan.firstInvalid(bytes) == nil, !bytes.contains(0) {
        return String(decoding: bytes, as: UTF8.self)
      }
      var text = ""
      var at = 0
      while at < bytes.count {
        let end = UTF8Scan.endOfASCII(bytes, from: at)
        for byte in bytes[at..<end] {
          if byte == 0 { text += "\\x00" } else { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        }
        at = end
        if at == bytes.count { break }
        if case .valid(let length) = UTF8Scan.sequence(bytes, at: at) {
          text += String(decoding: bytes[at..<(at + length)], as: UTF8.self)
          at += length
        } else {
          text += "\\x" + String(bytes[at], radix: 16, uppercase: true)
          at += 1
        }
      }
      return text
    }
  }
}

/// The bytes of `rejected/NAME.error.txt`: why a whole file was refused.
public enum ErrorFile {
  /// The name beside the delivered file's.
  public static func name(for file: String) -> String { file + ".error.txt" }

  /// One refusal, one line.
  public static func bytes(_ refusal: FileRefusal) -> [UInt8] { Array("\(refusal)\n".utf8) }

  /// All problems of a file that is taken as a whole, one line each.
  public static func bytes(_ problems: [Finding]) -> [UInt8] {
    problems.flatMap { Array("\($0)\n".utf8) }
  }
}
