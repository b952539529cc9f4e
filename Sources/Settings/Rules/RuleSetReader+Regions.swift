import LeadModel
import RoutingEngine

/// Regions: the built-in ones, and what the file makes of them.
extension RuleSetReader {
  /// The listed regions in file order, then the built-in ones that are not listed.
  ///
  /// A country that is listed leaves its built-in region; any other keeps it, whether or not that
  /// region lists countries of its own.
  mutating func readRegions() -> [Region] {
    let listed = file.sections("region").compactMap { readRegion($0) }
    for id in CountryTable.regions { regions.add(builtIn: id) }
    let taken = Set(listed.flatMap(\.countries))
    return regions.all.map { id in
      var region = listed.first { $0.id == id } ?? Region(id: id)
      region.countries = (region.countries + builtInMembers(of: id, without: taken)).sorted()
      return region
    }
  }

  private mutating func readRegion(_ reader: TableReader) -> Region? {
    reader.allowOnly(["id", "name", "countries", "aliases", "mode"])
    let id = regions.define(reader)
    let region = Region(
      id: id ?? "", name: name(reader), countries: readMembers(reader, of: id),
      aliases: reader.texts("aliases", of: "texts")?.map(\.value) ?? [],
      mode: reader.choice("mode", from: [Region.Mode.live, .shadow, .off]) ?? .live)
    guard let id else { return nil }
    note(.region(id), reader.place)
    return region
  }

  private mutating func readMembers(_ reader: TableReader, of region: RegionID?) -> [CountryCode] {
    var members: [CountryCode] = []
    for text in reader.texts("countries", of: "country codes") ?? [] {
      guard let code = reader.country(text, of: "countries") else { continue }
      if let other = listedCountries[code] {
        reader.refuse(
          "countries", at: text.place,
          "\"\(code)\" is listed already, in line \(other.line); a country is in one region")
      } else {
        listedCountries[code] = text.place
        members.append(code)
      }
    }
    return members
  }

  private func builtInMembers(
    of region: RegionID, without taken: Set<CountryCode>
  ) -> [CountryCode] {
    let builtIn = CountryTable.regions.first { Folding.fold($0.text) == Folding.fold(region.text) }
    guard let builtIn else { return [] }
    return CountryTable.shipped.all.filter { $0.region == builtIn && !taken.contains($0.code) }
      .map(\.code)
  }
}
