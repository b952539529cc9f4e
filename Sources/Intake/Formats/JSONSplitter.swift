/// Finds the records of a JSON document as its bytes arrive: the elements of an array, those of the
/// array under one known key of an object (`{"leads":[…]}`), or that one object.
///
/// It follows brackets, strings and commas only; whether a record is JSON in itself is for
/// ``JSONText`` to say. So a record that is damaged between its braces is rejected alone, while
/// damage to the document around them refuses the file.
struct JSONSplitter {
  struct Record {
    /// Bytes of the record in the queue.
    var range: Range<Int>
    var line: Int
    /// How many values it is nested in.
    var outerDepth: Int
  }

  enum Step {
    case record(Record)
    case needsMore
    case end
  }

  private enum State {
    case start, end
    case elementOrEnd, element, commaOrEnd
    case nameOrEnd, name, inName, colon, memberValue, memberCommaOrEnd
  }

  /// Why a document with a second one behind it is refused.
  static let trailing = "something follows the end of the JSON document"

  private let listKey: [UInt8]
  private let depthLimit: Int
  private var state = State.start
  private var at = 0
  private(set) var line = 1
  private var lineStart = 0

  /// Where the value being passed over began, while one is.
  private var valueStart: Int?
  private var valueLine = 1
  private var depth = 0
  private var inString = false
  private var isEscaped = false

  private var hasOuterObject = false
  private var outerStart = 0
  private var outerLine = 1
  private var nameStart = 0
  private var nameIsListKey = false
  private(set) var foundList = false

  /// `listKey` is the key of the object's list of records.
  init(listKey: String, depthLimit: Int) {
    self.listKey = Array(listKey.utf8)
    self.depthLimit = depthLimit
  }

  /// How many bytes at the front of the queue are needed no more.
  var disposable: Int {
    if hasOuterObject, !foundList { return min(outerStart, at) }
    if state == .inName { return nameStart }
    return valueStart ?? at
  }

  mutating func forget(_ count: Int) {
    at -= count
    lineStart -= count
    valueStart = valueStart.map { $0 - count }
    outerStart -= count
    nameStart -= count
  }

  /// The column in bytes of the place that a problem is about, from 1.
  var column: Int { at - lineStart + 1 }

  /// Whether any value has begun.
  var hasBegun: Bool { state != .start }

  private func problem(_ reason: String) -> JSONProblem { JSONProblem(offset: at, reason: reason) }

  mutating func next(
    _ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) throws(JSONProblem) -> Step {
    while at < bytes.count {
      if valueStart != nil {
        if let record = try passValue(bytes) { return .record(record) }
        continue
      }
      let byte = bytes[at]
      if state == .inName {
        passName(byte, bytes)
        continue
      }
      switch byte {
      case 0x20, 0x09, 0x0D: at += 1
      case 0x0A:
        at += 1
        line += 1
        lineStart = at
      default:
        if let record = try structural(byte) { return .record(record) }
      }
    }
    guard isFinal else { return .needsMore }
    if state == .end { return .end }
    if state == .start { throw problem("the file is empty") }
    throw problem("the file ends before the JSON document does: it may have been cut off")
  }

  /// A byte between values.
  private mutating func structural(_ byte: UInt8) throws(JSONProblem) -> Record? {
    switch (state, byte) {
    case (.start, UInt8(ascii: "[")):
      at += 1
      state = .elementOrEnd
    case (.start, UInt8(ascii: "{")):
      hasOuterObject = true
      outerStart = at
      outerLine = line
      at += 1
      state = .nameOrEnd
    case (.start, _): throw problem("a JSON document of records begins with [ or {")
    case (.end, _): throw problem(Self.trailing)
    case (.elementOrEnd, UInt8(ascii: "]")), (.commaOrEnd, UInt8(ascii: "]")):
      at += 1
      state = hasOuterObject ? .memberCommaOrEnd : .end
    case (.elementOrEnd, _), (.element, _): try beginValue(byte)
    case (.commaOrEnd, UInt8(ascii: ",")):
      at += 1
      state = .element
    case (.commaOrEnd, _): throw problem("a comma or ] is missing between records")
    case (.nameOrEnd, UInt8(ascii: "}")), (.memberCommaOrEnd, UInt8(ascii: "}")):
      at += 1
      state = .end
      if !foundList { return Record(range: outerStart..<at, line: outerLine, outerDepth: 0) }
    case (.nameOrEnd, 0x22), (.name, 0x22):
      at += 1
      nameStart = at
      state = .inName
    case (.nameOrEnd, _), (.name, _): throw problem("the name of a member in quotes is missing")
    case (.colon, UInt8(ascii: ":")):
      at += 1
      state = .memberValue
    case (.colon, _): throw problem("a colon is missing")
    case (.memberValue, UInt8(ascii: "[")) where nameIsListKey:
      if foundList { throw problem("the list of records is given twice") }
      foundList = true
      at += 1
      state = .elementOrEnd
    case (.memberValue, _): try beginValue(byte)
    case (.memberCommaOrEnd, UInt8(ascii: ",")):
      at += 1
      state = .name
    case (.memberCommaOrEnd, _): throw problem("a comma or } is missing")
    case (.inName, _): break
    }
    return nil
  }

  private mutating func passName(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) {
    at += 1
    if isEscaped {
      isEscaped = false
    } else if byte == 0x5C {
      isEscaped = true
    } else if byte == 0x22 {
      nameIsListKey = bytes[nameStart..<(at - 1)].elementsEqual(listKey)
      state = .colon
    }
  }

  private mutating func beginValue(_ byte: UInt8) throws(JSONProblem) {
    guard
      ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")]
        .contains(byte)
    else { throw problem("a value is missing here") }
    valueStart = at
    valueLine = line
    depth = 0
    inString = false
    isEscaped = false
  }

  private var outerDepth: Int {
    switch state {
    case .memberValue: 1
    default: hasOuterObject ? 2 : 1
    }
  }

  /// Goes to the end of the value; a record when it is an element.
  private mutating func passValue(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) -> Record? {
    let outer = outerDepth
    while at < bytes.count {
      let byte = bytes[at]
      if inString {
        at += 1
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          inString = false
          if depth == 0 { return endValue() }
        } else if byte == 0x0A {
          line += 1
          lineStart = at
        }
        continue
      }
      switch byte {
      case 0x22: inString = true
      case 0x7B, 0x5B:
        depth += 1
        if outer + depth > depthLimit {
          throw problem("the nesting is deeper than \(depthLimit)")
        }
      case 0x7D, 0x5D:
        if depth == 0 { return endValue() }
        depth -= 1
        if depth == 0 {
          at += 1
          return endValue()
        }
      case 0x2C where depth == 0, 0x20 where depth == 0, 0x09 where depth == 0,
        0x0D where depth == 0:
        return endValue()
      case 0x0A:
        if depth == 0 { return endValue() }
        line += 1
        lineStart = at + 1
      default: break
      }
      at += 1
    }
    return nil
  }

  private mutating func endValue() -> Record? {
    guard let start = valueStart else { return nil }
    valueStart = nil
    if state == .memberValue {
      state = .memberCommaOrEnd
      return nil
    }
    let outer = outerDepth
    state = .commaOrEnd
    return Record(range: start..<at, line: valueLine, outerDepth: outer)
  }
}
