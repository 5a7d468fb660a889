import QuorateFaults

/// Specs of replicated storage: files, directories, pages.
package let storageSpecs = Catalog(
    [
        .spec(TrustedRead(), instances: TrustedRead.instances),
        .spec(UniqueIdentifiers(), instances: UniqueIdentifiers.instances),
        .spec(AtomicRename(), instances: AtomicRename.instances),
        .spec(CommitCertificate(), instances: CommitCertificate.instances),
        .spec(Scrubbing(), instances: Scrubbing.instances),
    ])
