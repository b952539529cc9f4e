// swift-tools-version: 6.1
import PackageDescription

// The readers of the project, built with sanitizers and the fuzzer's counters, and one program that
// feeds them. A package of its own, so that the project is built without a trace of either.

/// The same flags as `swiftc -sanitize=fuzzer,address`, on the project's own modules.
let watched: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]

let package = Package(
  name: "signalbox-fuzz",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(
      name: "LeadModel", resources: [.embedInCode("Reference/countries.csv")],
      swiftSettings: watched),
    .target(name: "TerminalKit", swiftSettings: watched),
    .target(name: "CPlatform"),
    .target(name: "RoutingEngine", dependencies: ["LeadModel"], swiftSettings: watched),
    .target(
      name: "Ledger",
      dependencies: ["LeadModel", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: watched),
    .target(name: "Intake", dependencies: ["LeadModel"], swiftSettings: watched),
    .target(
      name: "Settings", dependencies: ["LeadModel", "RoutingEngine", "TerminalKit", "TOMLKit"],
      resources: [.embedInCode("Defaults")], swiftSettings: watched),
    .target(
      name: "DeskRules", dependencies: ["LeadModel", "RoutingEngine", "Ledger"],
      swiftSettings: watched),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "CursesScreen", dependencies: ["TerminalKit", "CNcurses", "CPlatform"],
      swiftSettings: watched),
    .target(
      name: "DeskLink",
      dependencies: [
        "DeskRules", "CPlatform", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: watched),
    .executableTarget(
      name: "signalbox-fuzz",
      dependencies: [
        "LeadModel", "TerminalKit", "RoutingEngine", "Ledger", "Intake", "Settings", "DeskRules",
        "CursesScreen", "DeskLink",
      ],
      path: "Entry",
      swiftSettings: watched + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ],
  swiftLanguageModes: [.v6]
)
