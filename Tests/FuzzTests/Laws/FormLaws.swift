import DeskRules
import LeadModel

@testable import Intake
@testable import RoutingEngine

/// What holds for the forms of single values.
enum FormLaws {
  private static let zones = ["America/Sao_Paulo", "Asia/Kathmandu", "Europe/Berlin"]
    .compactMap { Zone($0) }

  static func dates(_ bytes: [UInt8]) throws(BrokenLaw) {
    let written = decoded(bytes)
    let instant = Instant(rfc3339: written)
    let inPlace = Array(written.utf8).withUnsafeBufferPointer { Instant(rfc3339: $0) }
    try law(instant == inPlace, "two readers of instants differ")
    if let instant { try roundTrip(instant) }
    if let date = LocalDate(parsing: written) {
      try law(LocalDate(parsing: "\(date)") == date, "\(date) is another date")
    }
    for zone in zones {
      if let instant = TimeForm.instant(written, zone: zone) {
        try roundTrip(instant)
        _ = zone.wall(at: instant)
      }
      if let end = AbsenceLength.end(written, in: zone, after: Instant(milliseconds: 0)) {
        _ = "\(end)"
      }
    }
    if let hours = try? WeeklyHours(parsing: written) {
      try law((try? WeeklyHours(parsing: hours.text)) == hours, "hours read otherwise")
    }
    _ = AbsenceLength(written)
    _ = CalendarMoment(written)
  }

  private static func roundTrip(_ instant: Instant) throws(BrokenLaw) {
    // Years before 0 and after 9999 have no such form; offsets lead a few hours past them.
    guard (-62_167_219_200_000..<253_402_300_800_000).contains(instant.milliseconds) else { return }
    try law(Instant(rfc3339: "\(instant)") == instant, "\(instant) is another instant")
  }

  static func numbers(_ bytes: [UInt8]) throws(BrokenLaw) {
    let written = decoded(bytes)
    let clean = CleanText.collapsed(written)
    try law(CleanText.collapsed(clean) == clean, "cleaning twice makes another text")
    let folded = Folding.fold(written)
    try law(
      Folding.fold(folded).unicodeScalars.elementsEqual(folded.unicodeScalars),
      "folding twice makes another text")
    if let count = EmployeesForm.count(written) {
      try law(count >= 0 && EmployeesForm.count("\(count)") == count, "\(count) is no count")
    }
    if let amount = RevenueForm.amount(written) {
      let again = RevenueForm.amount(RevenueForm.text(hundredths: amount.hundredths))
      try law(again?.hundredths == amount.hundredths, "\(amount) reads otherwise")
    }
    if let phone = PhoneForm.normal(written) {
      try law(PhoneForm.normal(phone) == phone, "\(phone) reads otherwise")
    }
    if let email = EmailForm(clean) {
      try law(EmailForm(email.address) == email, "\(email.address) reads otherwise")
      _ = email.key
    }
    if let host = DomainForm.host(ofWebsite: clean) {
      let domains = Array(DomainForm.withParents(host))
      try law(
        domains.allSatisfy { $0.utf8.count <= DomainForm.longest }, "\(host) has long parents")
      try law(
        host.utf8.count > DomainForm.longest || domains.first.map { $0 == host } == true,
        "\(host) is not among \(domains)")
    }
    _ = (DatasetValue.hundredths(written), DatasetValue.count(written))
    _ = try? CoverageEntry(parsing: written)
    if let key = CompanyName.key(clean) {
      try law(CompanyName.key(key) == key, "\(key.debugDescription) is another key")
    }
  }
}
