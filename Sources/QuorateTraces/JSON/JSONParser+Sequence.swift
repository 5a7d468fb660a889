package import Foundation

/// A value of a file of many, with the line on which it begins, from 1.
package struct PlacedValue: Hashable, Sendable {
    /// Line of the file.
    package let line: Int
    /// The value.
    package let value: JSONValue
}

extension JSONValue {
    /// The elements of the one list that `data` holds, or else the values that stand there one after the other, as in a
    /// file of a value on each line.
    package static func sequence(in data: Data) throws(TraceFileError) -> [PlacedValue] {
        var parser = try JSONParser(data)
        return try parser.sequence()
    }

    /// The values that stand in `data` one after the other: one, or one on each line.
    ///
    /// What is nested too deeply is passed over, and stands there as the mark of a value that was not written.
    static func documents(in data: Data) throws(TraceFileError) -> [JSONValue] {
        var parser = try JSONParser(data, skipsDeepValues: true)
        var values = [try parser.value()]
        parser.skipSpace()
        while parser.position < parser.bytes.count {
            // Text behind a trace is no second one, and said to be what it is.
            guard parser.beginsDocument else { throw parser.malformed("more text after the end") }
            values.append(try parser.value())
            parser.skipSpace()
        }
        return values
    }
}

extension JSONParser {
    /// Returns true where a list or an object begins.
    fileprivate var beginsDocument: Bool { [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes[position]) }

    fileprivate mutating func sequence() throws(TraceFileError) -> [PlacedValue] {
        var lines = LineCount()
        var values: [PlacedValue] = []
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else {
            while position < bytes.count {
                values.append(try placedValue(&lines))
                skipSpace()
            }
            return values
        }
        position += 1
        if try !skips("]") {
            repeat { values.append(try placedValue(&lines)) } while try continues(until: "]")
        }
        skipSpace()
        guard position == bytes.count else { throw malformed("more text after the end") }
        return values
    }

    private mutating func placedValue(_ lines: inout LineCount) throws(TraceFileError) -> PlacedValue {
        skipSpace()
        let line = lines.line(at: position, in: bytes)
        return PlacedValue(line: line, value: try value())
    }
}

/// The line of one position after another, without a pass over the file for each.
struct LineCount {
    private var position = 0
    private var line = 1

    /// The line of a position that is not before the last one asked for.
    mutating func line(at next: Int, in bytes: [UInt8]) -> Int {
        line += bytes[position..<next].count { $0 == 0x0A }
        position = next
        return line
    }
}
