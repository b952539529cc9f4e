import Foundation

// What a static Swift program with Foundation costs to start.
print("hello, \(ProcessInfo.processInfo.processName)")
