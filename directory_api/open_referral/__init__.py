"""The open standard's API: Open Referral UK 3.0 and HSDS 3.2 from one representation."""
