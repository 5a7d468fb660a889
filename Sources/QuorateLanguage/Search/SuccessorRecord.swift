/// A successor in the buffer of a ``SuccessorSink``: the words of a state, its hash, and the number of the state it came
/// from. Nothing else knows this layout.
///
/// A search writes billions of them, so everything here is inlined, and the word count is a constant wherever a state's
/// type is known. Who may write a record, and until when, is told at `StateStore` in the explorer.
@frozen
@usableFromInline
package struct SuccessorRecord {
    /// The first word of the state.
    @usableFromInline package let start: UnsafeMutablePointer<UInt64>
    /// The number of words of the state.
    @usableFromInline package let wordCount: Int

    /// The record that begins at `start`.
    @inlinable @inline(__always)
    package init(at start: UnsafeMutablePointer<UInt64>, wordCount: Int) {
        self.start = start
        self.wordCount = wordCount
    }

    /// The words that a record takes for a state of `wordCount` words.
    @inlinable @inline(__always)
    package static func size(_ wordCount: Int) -> Int { wordCount &+ 2 }

    /// Returns true for at most four words: the sink hashes such states, in registers, and leaves longer ones
    /// to the consumer.
    @inlinable @inline(__always)
    package static func isHashedBySink(_ wordCount: Int) -> Bool { wordCount <= 4 }

    /// A word of the state.
    @inlinable
    package subscript(word: Int) -> UInt64 {
        @inline(__always) get { start[word] }
        @inline(__always) nonmutating set { start[word] = newValue }
    }

    /// The hash of the state; of a state of more than four words, only once the consumer has put it there.
    @inlinable
    package var hash: UInt64 {
        @inline(__always) get { start[wordCount] }
        @inline(__always) nonmutating set { start[wordCount] = newValue }
    }

    /// The number of the state that this one came from.
    @inlinable
    package var parent: UInt64 {
        @inline(__always) get { start[wordCount &+ 1] }
        @inline(__always) nonmutating set { start[wordCount &+ 1] = newValue }
    }

    /// Place at which the next record begins.
    @inlinable
    package var end: UnsafeMutablePointer<UInt64> {
        @inline(__always) get { start + Self.size(wordCount) }
    }

    /// The words of the state, copied.
    package var words: [UInt64] { Array(UnsafeBufferPointer(start: start, count: wordCount)) }
}
