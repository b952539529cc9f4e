import Foundation
import Testing

@Suite struct VersionTests {
  @Test func saysItsVersion() throws {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: "signalbox")
    process.arguments = ["--version"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(said.hasPrefix("signalbox "))
  }
}
