/// What the shell does to files for the drop directory. All moves are renames that replace nothing,
/// so that a file is in exactly one place at any moment.
public protocol DropFileOperations {
  /// Lists the drop directory, its folders and `.work`. Never follows links; describes them.
  func list() -> DropListing

  /// Moves `drop/FOLDER/NAME` to `drop/.work/FOLDER/NAME` and returns what lies there now; nil when
  /// the file is gone or its place is taken. Both directories are made durable.
  func claim(_ file: ListedFile) throws -> ListedFile?

  /// Size and modification time of the claimed file, asked of the open file.
  func status(_ file: ListedFile) throws -> ListedFile

  /// Reads bytes of the claimed file from that offset on, as many as there are and fit, and returns how
  /// many; 0 at its end.
  func read(
    _ file: ListedFile, from offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws -> Int

  /// Moves the claimed file to `processed/YYYY-MM-DD/` under the first of
  /// ``FileName/candidate(_:suffix:)`` that is free and returns that name.
  func moveToProcessed(_ file: ListedFile, day: String) throws -> FileName

  /// Moves the claimed file to `rejected/` likewise, the text beside it, and returns its name.
  func moveToRejected(_ file: ListedFile, error: [UInt8]) throws -> FileName

  /// Writes the file of rejected rows beside others in `rejected/`, under a name of its own.
  func writeRejectedRows(_ file: ListedFile, rows: [UInt8]) throws -> FileName
}
