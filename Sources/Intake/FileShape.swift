import LeadModel

/// What a first look at a whole file found out about it: how to read it.
public struct FileShape: Sendable, Equatable {
  /// What its name says, and its content does not deny.
  public var format: FileFormat
  /// How the bytes stand for characters.
  public var encoding: TextEncoding
  /// Bytes of the byte order mark.
  public var markLength: Int
  /// Of a table: `,` `;` or tab.
  public var delimiter: UInt8
  /// Of a table: the names of its columns.
  public var header: [String]?
  /// What the person who delivered the file may want to know.
  public var warnings: [Finding]

  /// Whether the bytes go on where an earlier part of the same file ended, and so have no header.
  public private(set) var isContinuation = false
  /// The line on which the bytes begin, from 1.
  public private(set) var firstLine = 1
  /// Whether the earlier part ended within a row, which therefore cannot be put together any more.
  public private(set) var startsWithinRow = false

  init(
    format: FileFormat, encoding: TextEncoding, markLength: Int, delimiter: UInt8,
    header: [String]?, warnings: [Finding]
  ) {
    self.format = format
    self.encoding = encoding
    self.markLength = markLength
    self.delimiter = delimiter
    self.header = header
    self.warnings = warnings
  }

  /// How to read what was added to the file after it had been taken: the same columns and encoding,
  /// no header and no mark. `line` is the one on which the addition begins; `withinRow` says that
  /// the byte before it is no line end. nil for a JSON document, which has an end.
  public func continuation(fromLine line: Int, withinRow: Bool) -> FileShape? {
    if format == .json { return nil }
    var shape = self
    shape.isContinuation = true
    shape.firstLine = line
    shape.startsWithinRow = withinRow
    shape.markLength = 0
    shape.warnings = []
    return shape
  }
}
