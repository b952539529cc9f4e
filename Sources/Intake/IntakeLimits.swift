/// What a delivered file may be at most. All are settable by the site.
public struct IntakeLimits: Sendable, Equatable {
  /// Bytes of a whole file.
  public var fileBytes: Int64
  /// Bytes of one record, and of one line of a CSV or NDJSON file.
  public var recordBytes: Int
  /// Columns of a header, or members of one JSON object.
  public var columns: Int
  /// How deep JSON may nest, the outermost value counting as 1.
  public var jsonDepth: Int

  /// The defaults are 1 GiB, 1 MiB, 512 and 32.
  public init(
    fileBytes: Int64 = 1 << 30, recordBytes: Int = 1 << 20, columns: Int = 512, jsonDepth: Int = 32
  ) {
    self.fileBytes = fileBytes
    self.recordBytes = recordBytes
    self.columns = columns
    self.jsonDepth = jsonDepth
  }
}
