import GRDB
import GRDBSQLite
import LeadModel

// A thin layer over sqlite3's own calls, on statements that GRDB prepares and keeps: on the paths
// that handle thousands of rows it costs a third of the comfortable one.

/// A parameter of a query.
enum SQLValue {
  case int(Int64)
  case text(String)
  case blob([UInt8])
  case null

  static func instant(_ instant: Instant) -> SQLValue { .int(instant.milliseconds) }
  static func lead(_ number: LeadNumber) -> SQLValue { .int(number.value) }
}

/// Binds the parameters of a statement from left to right.
///
/// With an arena, text and bytes are copied there and SQLite is given the address: its own copies
/// cost an allocation each. The arena has to outlive the step, and the bindings to be cleared after
/// it.
struct Binder {
  let statement: OpaquePointer
  private let arena: BindArena?
  private var index: Int32 = 0

  init(_ statement: OpaquePointer, arena: BindArena? = nil) {
    self.statement = statement
    self.arena = arena
    arena?.used = 0
  }

  mutating func int(_ value: Int64?) {
    index += 1
    if let value {
      sqlite3_bind_int64(statement, index, value)
    } else {
      sqlite3_bind_null(statement, index)
    }
  }
  mutating func int(_ value: Int?) { int(value.map { Int64($0) }) }
  mutating func bool(_ value: Bool) { int(value ? 1 : 0) }
  mutating func instant(_ value: Instant?) { int(value?.milliseconds) }

  mutating func text(_ value: String?) {
    index += 1
    guard var value else {
      sqlite3_bind_null(statement, index)
      return
    }
    value.withUTF8 { bindText(UnsafeRawBufferPointer($0)) }
  }
  mutating func text(_ value: (some Identifier)?) { text(value?.text) }

  /// Bytes that are UTF-8 text.
  mutating func text(utf8 value: [UInt8]) {
    index += 1
    value.withUnsafeBytes { bindText($0) }
  }
  mutating func blob(_ value: [UInt8]) {
    value.withUnsafeBytes { blob($0) }
  }
  mutating func blob(_ value: UnsafeRawBufferPointer) {
    index += 1
    if value.isEmpty {
      sqlite3_bind_zeroblob(statement, index, 0)
    } else if let kept = arena?.keep(value) {
      sqlite3_bind_blob64(statement, index, kept.baseAddress, UInt64(kept.count), nil)
    } else {
      sqlite3_bind_blob64(statement, index, value.baseAddress, UInt64(value.count), Self.copied)
    }
  }
  mutating func null() { int(Int64?.none) }

  mutating func value(_ value: SQLValue) {
    switch value {
    case .int(let value): int(value)
    case .text(let value): text(value)
    case .blob(let value): blob(value)
    case .null: null()
    }
  }

  /// SQLITE_TRANSIENT, a cast that Swift does not import: SQLite copies the bytes.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private func bindText(_ utf8: UnsafeRawBufferPointer) {
    // No bytes may mean no address, which SQLite would take for NULL.
    guard !utf8.isEmpty else {
      sqlite3_bind_text(statement, index, "", 0, Self.copied)
      return
    }
    let kept = arena?.keep(utf8)
    let bytes = (kept ?? utf8).assumingMemoryBound(to: CChar.self)
    let release = kept == nil ? Self.copied : nil
    sqlite3_bind_text(statement, index, bytes.baseAddress, Int32(bytes.count), release)
  }
}

/// Memory that stays in place while one row is bound and stepped.
final class BindArena {
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
  fileprivate(set) var used = 0

  deinit { memory.deallocate() }

  /// A copy that lives until the next row; nil when there is no room left.
  fileprivate func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard bytes.count <= memory.count - used else { return nil }
    let kept = UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + bytes.count])
    kept.copyMemory(from: bytes)
    used += bytes.count
    return UnsafeRawBufferPointer(kept)
  }
}
