import LeadModel

/// A key by which leads of one person are found, as 128 bits: so that the state of a desk holds no
/// personal data and little memory.
///
/// Two runs of the standard library's hash function, seeded anew in each process: keys that collide
/// can neither be found by chance nor be made on purpose. Never stored, and no order comes from it.
struct PersonKey: Equatable, Sendable {
  private let first: UInt64
  private let second: UInt64

  /// No key.
  static let none = PersonKey(first: 0, second: 0)

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  private init(_ kind: UInt8, _ parts: [String]) {
    var hashers = (Hasher(), Hasher())
    hashers.0.combine(kind)
    hashers.1.combine(kind &+ 128)
    for var part in parts {
      part.withUTF8 {
        hashers.0.combine(bytes: UnsafeRawBufferPointer($0))
        hashers.1.combine(bytes: UnsafeRawBufferPointer($0))
      }
      hashers.0.combine(0xFF as UInt8)
      hashers.1.combine(0xFF as UInt8)
    }
    first = UInt64(bitPattern: Int64(hashers.0.finalize()))
    second = UInt64(bitPattern: Int64(hashers.1.finalize()))
  }

  /// Of an email key.
  init(email: String) { self.init(1, [email]) }
  /// Of a phone and a folded last name.
  init(phone: String, lastName: String) { self.init(2, [phone, lastName]) }

  /// Half of it: enough where a false hit in 10¹³ questions is bearable, or is told by the whole.
  var short: UInt64 { first }
}

/// The keys of one lead.
public struct LeadKeys: Sendable, Equatable {
  let email: PersonKey
  let phone: PersonKey

  /// Takes the email key, the phone with at least eight digits and the folded last name.
  public init(emailKey: String?, phone: String?, lastName: String?) {
    email = emailKey.map { PersonKey(email: $0) } ?? .none
    if let phone, let lastName {
      self.phone = PersonKey(phone: phone, lastName: lastName)
    } else {
      self.phone = .none
    }
  }

  /// The keys of a lead in normal form.
  public init(_ lead: NormalisedLead) {
    self.init(emailKey: lead.emailKey, phone: lead.phoneKey, lastName: lead.lastNameKey)
  }

  var all: [PersonKey] { [email, phone].filter { $0 != .none } }
}

/// Which open leads may have a key, told by half of it: nearly always one.
struct KeyIndex: Sendable {
  private var single: [UInt64: Int32] = [:]
  private var several: [UInt64: [Int32]] = [:]

  mutating func insert(_ slot: Int32, for key: PersonKey) {
    guard let other = single[key.short] else {
      single[key.short] = slot
      return
    }
    if other != slot, !(several[key.short]?.contains(slot) ?? false) {
      several[key.short, default: []].append(slot)
    }
  }

  mutating func remove(_ slot: Int32, for key: PersonKey) {
    var rest = several[key.short] ?? []
    rest.removeAll { $0 == slot }
    if single[key.short] == slot { single[key.short] = rest.isEmpty ? nil : rest.removeFirst() }
    if several[key.short] != nil { several[key.short] = rest.isEmpty ? nil : rest }
  }

  /// Calls with each lead that may have the key; whether it does is for the caller to see.
  func forEach(_ key: PersonKey, _ body: (Int32) -> Void) {
    guard let slot = single[key.short] else { return }
    body(slot)
    if !several.isEmpty, let more = several[key.short] { more.forEach(body) }
  }
}

/// Where open leads are kept, by their numbers: these are dense, so pages of an array need a
/// fraction of what a dictionary does.
struct SlotTable: Sendable {
  private static let pageBits: Int64 = 9
  private struct Page: Sendable {
    var slots = [Int32](repeating: -1, count: 1 << SlotTable.pageBits)
    var count = 0
  }
  private var pages: [Int64: Page] = [:]

  subscript(number: LeadNumber) -> Int32? {
    let (page, place) = Self.split(number)
    guard let slot = pages[page]?.slots[place], slot >= 0 else { return nil }
    return slot
  }

  mutating func insert(_ slot: Int32, for number: LeadNumber) {
    let (page, place) = Self.split(number)
    let isNew = self[number] == nil
    pages[page, default: Page()].slots[place] = slot
    if isNew { pages[page]?.count += 1 }
  }

  mutating func remove(_ number: LeadNumber) -> Int32? {
    guard let slot = self[number] else { return nil }
    let (page, place) = Self.split(number)
    pages[page]?.slots[place] = -1
    pages[page]?.count -= 1
    if pages[page]?.count == 0 { pages[page] = nil }
    return slot
  }

  private static func split(_ number: LeadNumber) -> (page: Int64, place: Int) {
    (number.value >> pageBits, Int(number.value & (1 << pageBits - 1)))
  }
}
