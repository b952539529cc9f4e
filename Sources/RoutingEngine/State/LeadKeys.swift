import LeadModel

/// A key by which leads of one person are found, as 128 bits: so that the state of a desk holds no
/// personal data and little memory.
///
/// Two runs of the standard library's hash function, seeded anew in each process: keys that collide can
/// neither be found by chance nor be made on purpose. Never stored, and no order comes from it.
struct PersonKey: Hashable, Sendable {
  private let first: UInt64
  private let second: UInt64

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

  /// Half of it, where a false hit in 10¹³ questions is bearable.
  var short: UInt64 { first }

  /// The two halves are hash values already.
  func hash(into hasher: inout Hasher) { hasher.combine(first) }
}

/// The keys of one lead.
public struct LeadKeys: Sendable, Equatable {
  let email: PersonKey?
  let phone: PersonKey?

  /// Takes the email key, the phone with at least eight digits and the folded last name.
  public init(emailKey: String?, phone: String?, lastName: String?) {
    email = emailKey.map { PersonKey(email: $0) }
    if let phone, let lastName {
      self.phone = PersonKey(phone: phone, lastName: lastName)
    } else {
      self.phone = nil
    }
  }

  /// The keys of a lead in normal form.
  public init(_ lead: NormalisedLead) {
    self.init(emailKey: lead.emailKey, phone: lead.phoneKey, lastName: lead.lastNameKey)
  }

  var all: [PersonKey] { [email, phone].compactMap { $0 } }
}

/// Which open leads have a key: nearly always one.
struct KeyIndex: Sendable {
  private var single: [PersonKey: Int32] = [:]
  private var several: [PersonKey: [Int32]] = [:]

  mutating func insert(_ slot: Int32, for key: PersonKey) {
    guard let other = single[key] else {
      single[key] = slot
      return
    }
    if other != slot, !(several[key]?.contains(slot) ?? false) {
      several[key, default: []].append(slot)
    }
  }

  mutating func remove(_ slot: Int32, for key: PersonKey) {
    var rest = several[key] ?? []
    rest.removeAll { $0 == slot }
    if single[key] == slot { single[key] = rest.isEmpty ? nil : rest.removeFirst() }
    if several[key] != nil { several[key] = rest.isEmpty ? nil : rest }
  }

  /// Calls with each lead that has the key.
  func forEach(_ key: PersonKey, _ body: (Int32) -> Void) {
    guard let slot = single[key] else { return }
    body(slot)
    if !several.isEmpty, let more = several[key] { more.forEach(body) }
  }
}
