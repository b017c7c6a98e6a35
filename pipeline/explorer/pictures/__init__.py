"""Pages of documents as pictures: drawn in processes of their own, kept on a disk, cut around a box."""
