// The validator badge would ask another site, so it is off.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#documentation", validatorUrl: null });
