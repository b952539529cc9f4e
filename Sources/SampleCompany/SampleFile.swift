/// A file of the sample: where it belongs, and what stands in it.
public struct SampleFile: Sendable, Equatable {
  /// Relative to the workspace, with `/`.
  public var path: String
  /// The whole content.
  public var bytes: [UInt8]

  /// Takes the path and the bytes as their properties describe them.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
