DROP INDEX "directory_changes_import";--> statement-breakpoint
CREATE INDEX "directory_changes_of_import" ON "directory_changes" USING btree ("import_id","id");