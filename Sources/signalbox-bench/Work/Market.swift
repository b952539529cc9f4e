/// A country that leads come from and reps work in.
struct Market {
  var country: String
  var region: String
  var zone: String
  var languages: [String]
  /// How many leads come from it, of all weights together.
  var weight: Int

  init(_ country: String, _ region: String, _ zone: String, _ languages: String, _ weight: Int) {
    self.country = country
    self.region = region
    self.zone = zone
    self.languages = languages.split(separator: " ").map(String.init)
    self.weight = weight
  }

  static let all = [
    Market("US", "NA", "America/New_York", "en es", 250),
    Market("CA", "NA", "America/Toronto", "en fr", 60),
    Market("MX", "LATAM", "America/Mexico_City", "es", 30),
    Market("BR", "LATAM", "America/Sao_Paulo", "pt", 45),
    Market("AR", "LATAM", "America/Argentina/Buenos_Aires", "es", 16),
    Market("CO", "LATAM", "America/Bogota", "es", 14),
    Market("CL", "LATAM", "America/Santiago", "es", 12),
    Market("GB", "EMEA", "Europe/London", "en", 75),
    Market("IE", "EMEA", "Europe/Dublin", "en", 12),
    Market("FR", "EMEA", "Europe/Paris", "fr", 56),
    Market("DE", "EMEA", "Europe/Berlin", "de en", 72),
    Market("AT", "EMEA", "Europe/Vienna", "de", 14),
    Market("CH", "EMEA", "Europe/Zurich", "de fr it", 18),
    Market("IT", "EMEA", "Europe/Rome", "it", 40),
    Market("ES", "EMEA", "Europe/Madrid", "es", 38),
    Market("PT", "EMEA", "Europe/Lisbon", "pt", 10),
    Market("NL", "EMEA", "Europe/Amsterdam", "nl en", 26),
    Market("BE", "EMEA", "Europe/Brussels", "nl fr", 14),
    Market("SE", "EMEA", "Europe/Stockholm", "sv en", 14),
    Market("NO", "EMEA", "Europe/Oslo", "no en", 9),
    Market("DK", "EMEA", "Europe/Copenhagen", "da en", 9),
    Market("PL", "EMEA", "Europe/Warsaw", "pl", 24),
    Market("CZ", "EMEA", "Europe/Prague", "cs", 11),
    Market("TR", "EMEA", "Europe/Istanbul", "tr", 16),
    Market("AE", "EMEA", "Asia/Dubai", "ar en", 14),
    Market("SA", "EMEA", "Asia/Riyadh", "ar", 10),
    Market("ZA", "EMEA", "Africa/Johannesburg", "en", 12),
    Market("IN", "APAC", "Asia/Kolkata", "en hi", 60),
    Market("SG", "APAC", "Asia/Singapore", "en zh", 16),
    Market("JP", "APAC", "Asia/Tokyo", "ja", 40),
    Market("KR", "APAC", "Asia/Seoul", "ko", 18),
    Market("AU", "APAC", "Australia/Sydney", "en", 36),
    Market("NZ", "APAC", "Pacific/Auckland", "en", 8),
  ]

  /// A region with its share of the reps.
  struct Region {
    var id: String
    var weight: Int
  }
  static let regions = [
    Region(id: "NA", weight: 28), Region(id: "EMEA", weight: 48), Region(id: "APAC", weight: 14),
    Region(id: "LATAM", weight: 10),
  ]

  static let products = [
    "crm", "erp", "analytics", "security", "storage", "network", "mobile", "voice",
  ]
  /// Segments with the number of employees that each begins at.
  static let segments = [("smb", 0), ("mid", 100), ("ent", 1000)]
}
